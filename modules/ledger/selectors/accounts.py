"""Accounts by code and by role."""

from collections.abc import Iterable

from erp.kernel.bulk.remembered import remembered
from modules.ledger.data import TaxCodeData
from modules.ledger.errors import RoleUnassigned, UnknownAccount
from modules.ledger.models import Account, AccountRole, TaxCode


def account_for(role: str) -> str:
    """Code of the account that plays `role`. Raises RoleUnassigned."""
    try:
        return accounts_by_role()[role]
    except KeyError:
        raise RoleUnassigned(role=role) from None


@remembered
def accounts_by_role() -> dict[str, str]:
    """Every role with the code of its account: one query for a service that needs several."""
    return dict(AccountRole.objects.values_list("role", "account__code"))


def account_ids(codes: Iterable[str]) -> dict[str, int]:
    """Ids of the accounts that may take lines. Raises UnknownAccount naming the first that may not."""
    wanted = set(codes)
    found = dict(Account.objects.filter(code__in=wanted, is_heading=False, is_active=True).values_list("code", "pk"))
    for code in sorted(wanted - found.keys()):
        raise UnknownAccount(account=code)
    return found


@remembered
def tax_codes() -> dict[str, TaxCodeData]:
    """All tax codes in use, by code."""
    rows = TaxCode.objects.filter(is_active=True).values_list("code", "rate", "is_exempt")
    return {code: TaxCodeData(code, rate, exempt) for code, rate, exempt in rows}


@remembered
def tax_code_ids() -> dict[str, int]:
    """Ids of all tax codes, by code."""
    return dict(TaxCode.objects.values_list("code", "pk"))
