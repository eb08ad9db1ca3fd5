"""Addresses below /api/v1/ledger/."""

from django.urls import path

from erp.kernel.rest.routes import route
from modules.ledger.rest.exports import (
    AgedReceivablesExport,
    BalanceSheetExport,
    GeneralLedgerExport,
    JournalExportView,
    ProfitAndLossExport,
    ProofExport,
    TrialBalanceExport,
    VatListingExport,
)
from modules.ledger.rest.records import (
    AccountRoleView,
    AccountView,
    EntryView,
    FiscalYearView,
    JournalView,
    LineView,
    PeriodView,
    ReopeningView,
    SettingView,
    TaxCodeView,
)
from modules.ledger.rest.reports import (
    AgedReceivablesView,
    BalanceSheetView,
    ChainView,
    DimensionsView,
    GeneralLedgerView,
    ProfitAndLossView,
    ProofView,
    TrialBalanceView,
    VatListingView,
)

urlpatterns = [
    route("accounts", AccountView),
    route("account-roles", AccountRoleView),
    route("journals", JournalView),
    route("tax-codes", TaxCodeView),
    route("fiscal-years", FiscalYearView),
    route("periods", PeriodView),
    route("reopenings", ReopeningView),
    route("settings", SettingView),
    route("entries", EntryView),
    route("lines", LineView),
    path("reports/dimensions/", DimensionsView.as_view(), name="ledger-dimensions"),
    path("reports/trial-balance/", TrialBalanceView.as_view(), name="ledger-trial-balance"),
    path("reports/general-ledger/", GeneralLedgerView.as_view(), name="ledger-general-ledger"),
    path("reports/profit-and-loss/", ProfitAndLossView.as_view(), name="ledger-profit-and-loss"),
    path("reports/balance-sheet/", BalanceSheetView.as_view(), name="ledger-balance-sheet"),
    path("reports/vat-sales/", VatListingView.as_view(), name="ledger-vat-sales"),
    path("reports/aged-receivables/", AgedReceivablesView.as_view(), name="ledger-aged-receivables"),
    path("reports/proof/", ProofView.as_view(), name="ledger-proof"),
    path("reports/chain/", ChainView.as_view(), name="ledger-chain"),
    path("exports/journal/", JournalExportView.as_view(), name="ledger-export-journal"),
    *(
        path(f"exports/{export.name}/", export.as_view(), name=f"ledger-export-{export.name}")
        for export in (
            TrialBalanceExport,
            GeneralLedgerExport,
            AgedReceivablesExport,
            ProfitAndLossExport,
            BalanceSheetExport,
            VatListingExport,
            ProofExport,
        )
    ),
]
