"""Seed: the Thai chart of accounts, journals, tax codes and fiscal years. What is there already stays as it is."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from modules.ledger.models import Account, AccountRole, Journal, LedgerSetting, TaxCode
from modules.ledger.public import open_year


def load() -> None:
    """Bring the chart in; run again, it changes nothing."""
    chart = tomllib.loads(Path(__file__).with_name("chart.toml").read_text("utf-8"))
    _accounts(chart["accounts"])
    for code, prefix, name, name_th in chart["journals"]:
        Journal.objects.get_or_create(code=code, defaults={"prefix": prefix, "name": name, "name_th": name_th})
    for code, rate, exempt, name, name_th in chart["tax_codes"]:
        defaults = {"rate": Decimal(rate), "is_exempt": exempt, "name": name, "name_th": name_th}
        TaxCode.objects.get_or_create(code=code, defaults=defaults)
    accounts = {account.code: account for account in Account.objects.all()}
    for role, code in chart["roles"].items():
        AccountRole.objects.get_or_create(role=role, defaults={"account": accounts[code]})
    LedgerSetting.objects.get_or_create(pk=1)
    for year in chart["years"]:
        open_year(year=year)


def _accounts(rows: list[list[Any]]) -> None:
    for code, kind, name, name_th, parent, heading in rows:
        above = Account.objects.get(code=parent) if parent else None
        defaults = {"type": kind, "name": name, "name_th": name_th, "parent": above, "is_heading": heading}
        Account.objects.get_or_create(code=code, defaults=defaults)
