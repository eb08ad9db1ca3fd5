"""`manage.py ledger` as a person types it."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from erp.kernel.metrics.hooks import Span
from erp.kernel.metrics.store import total
from modules.ledger.extensions import Revenue


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


def said(*words):
    out = StringIO()
    call_command("ledger", *words, stdout=out)
    return out.getvalue()


def test_seal_once_seals_and_keeps_the_revenue_fresh(post, branch):
    post("test.sale:1", "107.00")
    said("seal", "--once")
    verdict = json.loads(said("verify", "--format", "json"))
    assert (verdict["sealed"], verdict["fault"]) == (1, "")
    day = Span(since=date(2026, 11, 20), until=date(2026, 11, 20))
    assert total(Revenue(), branch_ids=[branch.pk], span=day) == 107
    assert "1 entries sealed, chain whole" in said("verify")


def test_a_chain_written_anew_does_not_agree_with_the_head_kept_outside(post, data_folder):
    post("test.sale:1")
    said("seal", "--once")
    heads = data_folder / "ledger" / "heads"
    day, place, digest = heads.read_text().split()
    assert (place, len(digest)) == ("1", 64)
    heads.write_text(f"{day} {place} {'0' * 64}\n")
    with pytest.raises(CommandError, match="not the one that was written down"):
        said("verify")


def test_verify_ends_badly_when_a_number_is_gone(post):
    post("test.sale:1")
    said("seal", "--once")
    with connection.cursor() as cursor:  # a forged seal that skips a number
        cursor.execute(
            "INSERT INTO ledger_journalentry (source, source_number, source_digest, journal_id, branch_id, period_id,"
            " entry_on, memo, state, posted_at) SELECT 'test.x:1', '', '', journal_id, branch_id, period_id, entry_on,"
            " '', 'posted', now() FROM ledger_journalentry RETURNING id"
        )
        (entry,) = cursor.fetchone()
        cursor.execute(
            "INSERT INTO ledger_journalline (entry_id, position, account_id, branch_id, debit, credit, memo,"
            " dimensions) SELECT %s, position, account_id, branch_id, debit, credit, '', '[]' FROM ledger_journalline",
            [entry],
        )
        cursor.execute(
            "INSERT INTO ledger_journalseal (entry_id, chain_no, journal_id, year, sequence, number, previous_hash,"
            " hash) SELECT %s, 2, journal_id, year, 3, 'SAL-2026-000003', hash, sha256('x') FROM ledger_journalseal",
            [entry],
        )
    with pytest.raises(CommandError, match="changed after it was sealed"):
        said("verify")
