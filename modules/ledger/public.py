"""The ledger's face: what the modules above may call. Importing anything else of the ledger is an error."""

from modules.ledger.data import (
    BalanceRow,
    ChainVerdict,
    Dimension,
    EntryCard,
    LedgerRow,
    LineIn,
    PostedEntry,
    ProofRow,
    ReopeningCard,
    TaxCodeData,
)
from modules.ledger.errors import AlreadyPosted, NotPosted, PeriodNotOpen
from modules.ledger.selectors.accounts import account_for, accounts_by_role, tax_code_ids, tax_codes
from modules.ledger.selectors.balances import balance_of, balances
from modules.ledger.selectors.chain import chain_head, chain_lines
from modules.ledger.selectors.entries import entry_card, entry_of
from modules.ledger.selectors.export import journal_lines
from modules.ledger.selectors.periods import hold_period
from modules.ledger.selectors.proofs import proofs
from modules.ledger.selectors.reopenings import reopening_card
from modules.ledger.selectors.revenue import REVENUE, revenue_by_day, revenue_of_books
from modules.ledger.selectors.statements import balance_sheet, general_ledger, profit_and_loss
from modules.ledger.selectors.verification import heads_fault, verify_chain
from modules.ledger.services.close_period import close_period, resume_period, start_closing_period
from modules.ledger.services.close_year import close_year
from modules.ledger.services.draft_entry import draft_entry, rewrite_entry
from modules.ledger.services.keep_head import keep_head
from modules.ledger.services.open_year import open_year
from modules.ledger.services.post_draft import approve_entry, post_draft
from modules.ledger.services.post_entry import post_entry
from modules.ledger.services.refresh_revenue import refresh_revenue
from modules.ledger.services.reopen_books import approve_reopening, lock_books, refuse_reopening, request_reopening
from modules.ledger.services.reverse_entry import reverse_entry
from modules.ledger.services.seal_entries import seal_entries
from modules.ledger.services.submit_entry import send_back_entry, submit_entry

__all__ = [
    "REVENUE",
    "AlreadyPosted",
    "BalanceRow",
    "ChainVerdict",
    "Dimension",
    "EntryCard",
    "LedgerRow",
    "LineIn",
    "NotPosted",
    "PeriodNotOpen",
    "PostedEntry",
    "ProofRow",
    "ReopeningCard",
    "TaxCodeData",
    "account_for",
    "accounts_by_role",
    "approve_entry",
    "approve_reopening",
    "balance_of",
    "balance_sheet",
    "balances",
    "chain_head",
    "chain_lines",
    "close_period",
    "close_year",
    "draft_entry",
    "entry_card",
    "entry_of",
    "general_ledger",
    "heads_fault",
    "hold_period",
    "journal_lines",
    "keep_head",
    "lock_books",
    "open_year",
    "post_draft",
    "post_entry",
    "profit_and_loss",
    "proofs",
    "refresh_revenue",
    "refuse_reopening",
    "reopening_card",
    "request_reopening",
    "resume_period",
    "revenue_by_day",
    "revenue_of_books",
    "reverse_entry",
    "rewrite_entry",
    "seal_entries",
    "send_back_entry",
    "start_closing_period",
    "submit_entry",
    "tax_code_ids",
    "tax_codes",
    "verify_chain",
]
