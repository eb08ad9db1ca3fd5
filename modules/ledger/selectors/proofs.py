"""The proof screen: each sub-ledger against its account."""

from datetime import date

from erp.kernel.hooks.hook import contributors
from modules.ledger.data import ProofRow
from modules.ledger.hooks import Proof
from modules.ledger.models import Account
from modules.ledger.selectors.accounts import account_for
from modules.ledger.selectors.balances import balance_of


def proofs(*, branch_id: int | None = None, as_of: date | None = None) -> list[ProofRow]:
    """One row for each contributor; every difference should read 0.00."""
    rows = []
    accounts = Account.objects.in_bulk(field_name="code")
    for proof in contributors(Proof):  # type: ignore[type-abstract]
        account = accounts[account_for(proof.role)]
        on = as_of if proof.dated else None
        ledger = balance_of(account.code, branch_id=branch_id, as_of=on)
        if proof.credit_nature:
            ledger = -ledger
        figure = proof.figure(branch_id=branch_id, as_of=on)
        named = (account.code, account.pk, account.name, account.name_th)
        rows.append(ProofRow(proof.code, str(proof.title), *named, on, ledger, figure, ledger - figure))
    return rows
