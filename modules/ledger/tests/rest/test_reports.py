"""Reports and exports through their doors."""

from decimal import Decimal

import pytest

from erp.kernel.audit.models import ReadLog
from modules.ledger.models import Account, JournalEntry
from modules.ledger.public import seal_entries

L = "/api/v1/ledger"


@pytest.fixture
def books(post, other_branch):
    post("test.sale:1", "107.00")
    post("test.sale:2", "50.00", branch_id=other_branch.pk)
    seal_entries()


def test_trial_balance_agrees_and_leads_to_the_entry(books, api, accountant):
    caller = api(accountant)
    report = caller.get(f"{L}/reports/trial-balance/?from=2026-11-01&to=2026-11-30").json()
    rows = {row["code"]: row for row in report["rows"]}
    assert (rows["1110"]["debit"], rows["4130"]["closing"]) == ("157.00", "-157.00")
    assert report["totals"]["debit"] == report["totals"]["credit"] == "157.00"
    account = Account.objects.get(code="1110").pk
    ledger = caller.get(f"{L}/reports/general-ledger/?account={account}&from=2026-11-01&to=2026-11-30").json()
    assert [row["balance"] for row in ledger["rows"]] == ["107.00", "157.00"]
    entry = caller.get(f"{L}/entries/{ledger['rows'][0]['entry_id']}/").json()
    assert (entry["number"], entry["source"], len(entry["lines"])) == ("SAL-2026-000001", "test.sale:1", 2)
    assert len(entry["hash"]) == 64


def test_a_manager_reads_only_his_branch(books, api, manager, other_branch):
    caller = api(manager)
    report = caller.get(f"{L}/reports/trial-balance/?from=2026-11-01&to=2026-11-30").json()
    assert report["totals"]["debit"] == "107.00"
    assert caller.get(f"{L}/reports/trial-balance/?branch={other_branch.pk}").status_code == 403
    assert caller.get(f"{L}/entries/").json()["count"] == 1


def test_profit_and_balance_sheet(books, api, accountant):
    caller = api(accountant)
    profit = caller.get(f"{L}/reports/profit-and-loss/?from=2026-11-01&to=2026-11-30").json()
    assert profit["profit"] == "157.00"
    sheet = caller.get(f"{L}/reports/balance-sheet/?as_of=2026-11-30").json()
    assets = sum(Decimal(row["closing"]) for row in sheet["assets"])
    assert assets == Decimal(sheet["result"]) == Decimal("157.00")


@pytest.mark.parametrize("layout", ["csv", "xlsx", "hledger"])
def test_the_journal_is_exported_and_the_export_logged(books, api, accountant, layout):
    answer = api(accountant).get(f"{L}/exports/journal/?format={layout}&from=2026-11-01&to=2026-11-30")
    assert answer.status_code == 200, answer.content
    assert len(b"".join(answer.streaming_content)) > 100
    assert ReadLog.objects.filter(noun="ledger.journal_export", purpose__startswith=f"export {layout}").count() == 1


def test_an_export_asks_for_its_days_its_format_and_its_right(books, api, accountant, manager):
    caller = api(accountant)
    assert caller.get(f"{L}/exports/journal/?format=csv").status_code == 422
    assert caller.get(f"{L}/exports/journal/?format=pdf&from=2026-11-01&to=2026-11-30").status_code == 422
    assert caller.get(f"{L}/reports/trial-balance/?from=yesterday").status_code == 422
    assert api(manager).get(f"{L}/exports/journal/?format=csv&from=2026-11-01&to=2026-11-30").status_code == 403


def test_periods_are_closed_and_reopened_by_approval(books, api, accountant, manager):
    caller = api(accountant)
    period = caller.get(f"{L}/periods/?q=2026-10").json()["results"][0]
    assert {action["name"] for action in period["_actions"]} == {"start_closing"}
    closing = caller.post(f"{L}/periods/{period['id']}/start_closing/").json()
    assert {action["name"] for action in closing["_actions"]} == {"close", "resume"}
    closed = caller.post(f"{L}/periods/{period['id']}/close/").json()
    assert {action["name"] for action in closed["_actions"]} == {"request_reopening"}
    asked = caller.post(f"{L}/periods/{period['id']}/request_reopening/", {"reason": "A late bill"})
    assert (asked.status_code, asked.json()["_actions"]) == (200, [])
    wish = caller.get(f"{L}/reopenings/").json()["results"][0]
    assert {action["name"] for action in wish["_actions"]} == {"withdraw"}
    assert caller.post(f"{L}/reopenings/{wish['id']}/approve/").status_code == 403
    assert api(manager).post(f"{L}/reopenings/{wish['id']}/approve/").json()["state"] == "approved"
    assert caller.get(f"{L}/periods/{period['id']}/").json()["state"] == "open"


def test_the_lock_and_the_years_closing_have_doors(books, api, accountant, manager):
    caller = api(accountant)
    body = {"locked_until": "2026-10-31", "reason": "Filed"}
    assert caller.post(f"{L}/settings/1/lock/", body).json()["locked_until"] == "2026-10-31"
    assert api(manager).post(f"{L}/settings/1/lock/", body).status_code == 403
    assert caller.post(f"{L}/settings/1/lock/", {"reason": "none"}).json()["locked_until"] == "2026-10-31"
    assert api(manager).patch(f"{L}/settings/1/", {"locked_until": None}).json()["locked_until"] == "2026-10-31"
    year = caller.get(f"{L}/fiscal-years/?q=2026").json()["results"][0]
    refused = caller.post(f"{L}/fiscal-years/{year['id']}/close/")
    assert (refused.status_code, refused.json()["code"]) == (409, "ledger.fiscal_year.not_ready")


def test_the_chain_and_the_proofs_have_doors(books, api, accountant):
    chain = api(accountant).get(f"{L}/reports/chain/").json()
    assert (chain["sealed"], chain["fault"]) == (JournalEntry.objects.count(), "")
    assert api(accountant).get(f"{L}/reports/proof/").status_code == 200
