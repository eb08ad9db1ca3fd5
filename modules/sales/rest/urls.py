"""Addresses below /api/v1/sales/."""

from django.urls import path

from erp.kernel.rest.routes import route
from modules.sales.rest.customers import CollectionLineView, CustomerView, OpenBillsView
from modules.sales.rest.offline import (
    DeviceSeriesView,
    DeviceView,
    HandOverView,
    OfflineFindingView,
    OfflineSaleView,
    SyncView,
)
from modules.sales.rest.pins import DiscountByPinView, PinView, RefundByPinView, VoidByPinView
from modules.sales.rest.records import (
    CashRoundingView,
    DiscountRequestView,
    OrderLineView,
    OrderView,
    RegisterSessionView,
    RegisterView,
    TaxInvoiceView,
    TenderView,
)
from modules.sales.rest.refunds import NoteView, RefundableView, RefundLineView, RefundView
from modules.sales.rest.remittances import CreditMovementView, RemittanceNoteView, RemittanceView
from modules.sales.rest.till import (
    BootstrapView,
    CheckoutView,
    InvoiceView,
    PatientView,
    PromptPayView,
    ReceiptView,
    UnpaidVisitsView,
    VisitsView,
    XReportView,
    ZReportView,
)

urlpatterns = [
    path("checkout/", CheckoutView.as_view(), name="sales-checkout"),
    path("pos/device/", DeviceView.as_view(), name="sales-pos-device"),
    path("offline-sales/sync/", SyncView.as_view(), name="sales-offline-sync"),
    path("offline-sales/hand_over/", HandOverView.as_view(), name="sales-offline-hand-over"),
    path("pos/bootstrap/", BootstrapView.as_view(), name="sales-pos-bootstrap"),
    path("pos/visits/", VisitsView.as_view(), name="sales-pos-visits"),
    path("pos/patient/<int:pk>/", PatientView.as_view(), name="sales-pos-patient"),
    path("pos/promptpay/", PromptPayView.as_view(), name="sales-pos-promptpay"),
    path("orders/<int:pk>/receipt/", ReceiptView.as_view(), name="sales-order-receipt"),
    path("orders/<int:pk>/invoice/", InvoiceView.as_view(), name="sales-order-invoice"),
    path("orders/<int:pk>/void_by_pin/", VoidByPinView.as_view(), name="sales-order-void-by-pin"),
    path("discount-requests/<int:pk>/approve_by_pin/", DiscountByPinView.as_view(), name="sales-discount-by-pin"),
    path("refunds/<int:pk>/approve_by_pin/", RefundByPinView.as_view(), name="sales-refund-by-pin"),
    path("approver-pin/", PinView.as_view(), name="sales-approver-pin"),
    path("orders/<int:pk>/refundable/", RefundableView.as_view(), name="sales-order-refundable"),
    path("refunds/<int:pk>/note/", NoteView.as_view(), name="sales-refund-note"),
    path("customers/<int:pk>/open-bills/", OpenBillsView.as_view(), name="sales-customer-open-bills"),
    path("remittances/<int:pk>/note/", RemittanceNoteView.as_view(), name="sales-remittance-note"),
    path("register-sessions/<int:pk>/x-report/", XReportView.as_view(), name="sales-session-x-report"),
    path("register-sessions/<int:pk>/z-report/", ZReportView.as_view(), name="sales-session-z-report"),
    path("register-sessions/<int:pk>/unpaid-visits/", UnpaidVisitsView.as_view(), name="sales-session-unpaid-visits"),
    route("registers", RegisterView),
    route("cash-rounding", CashRoundingView),
    route("register-sessions", RegisterSessionView),
    route("orders", OrderView),
    route("order-lines", OrderLineView),
    route("tenders", TenderView),
    route("discount-requests", DiscountRequestView),
    route("tax-invoices", TaxInvoiceView),
    route("refunds", RefundView),
    route("refund-lines", RefundLineView),
    route("remittances", RemittanceView),
    route("credit-movements", CreditMovementView),
    route("device-series", DeviceSeriesView),
    route("offline-sales", OfflineSaleView),
    route("offline-findings", OfflineFindingView),
    route("customers", CustomerView),
    route("collection-lines", CollectionLineView),
]
