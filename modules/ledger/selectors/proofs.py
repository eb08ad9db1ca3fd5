"""The proof screen: each sub-ledger against its account."""

from datetime import date

from erp.kernel.hooks.hook import contributors
from modules.ledger.data import ProofRow
from modules.ledger.hooks import Proof
from modules.ledger.selectors.accounts import account_for
from modules.ledger.selectors.balances import balance_of


def proofs(*, branch_id: int | None = None, as_of: date | None = None) -> list[ProofRow]:
    """One row for each contributor; every difference should read 0.00."""
    rows = []
    for proof in contributors(Proof):  # type: ignore[type-abstract]
        account = account_for(proof.role)
        ledger = balance_of(account, branch_id=branch_id, as_of=as_of)
        if proof.credit_nature:
            ledger = -ledger
        figure = proof.figure(branch_id=branch_id, as_of=as_of)
        rows.append(ProofRow(proof.code, str(proof.title), account, ledger, figure, ledger - figure))
    return rows
