"""What sales refuse, each with a stable code."""

from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.refusals import Invalid, Missing, NotAllowed, NotNow


class TotalDiffers(Invalid):
    """The till computed another total; `expected_total` and `total` tell both."""

    code = "sales.order.total_differs"
    title = _("The total is not what the till expected")


class TendersDoNotCover(Invalid):
    """The tenders do not add up to the total."""

    code = "sales.order.tenders_do_not_cover"
    title = _("The payments do not add up to the total")


class TenderInvalid(Invalid):
    """Change from a card, a transfer without a reference."""

    code = "sales.tender.invalid"
    title = _("This payment is not complete")


class NothingToSell(Invalid):
    """An order without lines is not paid."""

    code = "sales.order.empty"
    title = _("There is nothing on the bill")


class UnknownProduct(Invalid):
    """A line names a product that is not there or not on sale; `product_id` tells which."""

    code = "sales.order.unknown_product"
    title = _("This product is not on sale")


class PriceDiffers(Invalid):
    """The price of the day is another one; `unit_price` and `price` tell both."""

    code = "sales.order.price_differs"
    title = _("The price has changed")


class PartIsFixed(Invalid):
    """A line that pays a part of an agreed price pays exactly that, once, without a discount."""

    code = "sales.order.part_is_fixed"
    title = _("An instalment is paid as it was agreed, without a discount")


class QuantityInvalid(Invalid):
    """Above zero, and whole for what is not kept in parts."""

    code = "sales.order.quantity"
    title = _("The quantity is not valid")


class DiscountInvalid(Invalid):
    """More off than there is, or both an amount and a percentage."""

    code = "sales.order.discount_invalid"
    title = _("The discount is not valid")


class DiscountAboveLimit(NotAllowed):
    """More than this person may give alone; `limit_percent` tells how much that is."""

    code = "sales.order.discount_above_limit"
    title = _("This discount needs an approval")


class DiscountUndecided(NotNow):
    """A discount request of this order is open."""

    code = "sales.order.discount_undecided"
    title = _("A discount of this bill waits for a decision")


class SharesDoNotAddUp(Invalid):
    """The shares of a line must be 100 in all."""

    code = "sales.order.shares"
    title = _("The shares of a line must add up to 100 %")


class PatientMissing(Invalid):
    """Courses are sold to, and used by, a patient who is known."""

    code = "sales.order.patient_missing"
    title = _("Choose the patient first")


class CoverUnknown(Invalid):
    """Nothing installed covers lines in this way."""

    code = "sales.order.cover_unknown"
    title = _("This cover is not known")


class DeliveryUnknown(NotNow):
    """Nothing installed delivers this kind of product."""

    code = "sales.order.delivery_unknown"
    title = _("Products of this kind cannot be sold now")


class SessionNotOpen(NotNow):
    """Sales need an open register session."""

    code = "sales.register_session.not_open"
    title = _("The register is not open")


class SessionNotYours(NotAllowed):
    """Somebody else's drawer."""

    code = "sales.register_session.not_yours"
    title = _("This is another cashier's register session")


class SessionIsStale(NotNow):
    """A shift left open on an earlier day sells nothing more; `business_on` tells which day."""

    code = "sales.register_session.stale"
    title = _("This register is still open from an earlier day: count and close it first")


class RegisterInUse(NotNow):
    """A register has one session at a time."""

    code = "sales.register.in_use"
    title = _("This register is open already")


class DrawerTooLow(NotNow):
    """More cash goes out than the drawer should hold. It does not say how much that is: the count is blind."""

    code = "sales.register_session.drawer_too_low"
    title = _("There is not that much cash in the drawer")


class NotCounted(NotNow):
    """A session is closed after a count."""

    code = "sales.register_session.not_counted"
    title = _("Count the drawer first")


class NotClosed(NotNow):
    """The Z report is of a session that is over."""

    code = "sales.register_session.not_closed"
    title = _("The Z report is written when the register is closed")


class DifferenceNeedsManager(NotAllowed):
    """Over or short by more than the tolerance."""

    code = "sales.register_session.difference"
    title = _("A difference of this size is closed by a manager, with a reason")


class NotInThisSession(NotNow):
    """A void is possible in the same session, before counting."""

    code = "sales.order.void"
    title = _("Only a bill of the open session can be voided")


class NoReceipt(Missing):
    """The order has not been paid."""

    code = "sales.order.no_receipt"
    title = _("There is no receipt yet")


class NoPromptPay(NotNow):
    """The branch has no PromptPay id."""

    code = "sales.promptpay.not_configured"
    title = _("PromptPay is not set up for this branch")


class OrderIsPaid(NotNow):
    """The draft became a bill in the meantime."""

    code = "sales.order.change"
    title = _("This bill is paid already")


class RefundTooMuch(Invalid):
    """More of a line than was sold and not given back yet; `left` tells how much there is."""

    code = "sales.refund.too_much"
    title = _("More is given back than was sold")


class RefundWholeLine(Invalid):
    """A course is given back as a whole."""

    code = "sales.refund.whole_line"
    title = _("This line is given back as a whole")


class NothingToRefund(Invalid):
    """No line was chosen, or nothing of it is left to give back."""

    code = "sales.refund.empty"
    title = _("There is nothing to give back")


class GoodsUndecided(Invalid):
    """Goods left the store with this line: say whether they go back to stock or are written off."""

    code = "sales.refund.goods"
    title = _("Say where the goods go")


class RefundAboveLimit(NotAllowed):
    """More than this person may give back alone; `limit` tells how much that is."""

    code = "sales.refund.above_limit"
    title = _("This refund needs an approval")


class RefundTenderInvalid(Invalid):
    """Cash, or the way in which it was paid and not more than came that way."""

    code = "sales.refund.tender"
    title = _("It cannot be paid back this way")


class RefundUndecided(NotNow):
    """A refund of this bill waits for a decision or for its payment."""

    code = "sales.refund.undecided"
    title = _("A refund of this bill is under way")


class NotPaidOut(NotNow):
    """The document is written when the money is out."""

    code = "sales.refund.not_paid"
    title = _("This refund is not paid out yet")


class CreditTooLittle(NotNow):
    """More than the patient has; `left` tells how much there is."""

    code = "sales.customer_credit.too_little"
    title = _("The patient has less credit than that")


class CreditOfAnother(Invalid):
    """A line of the refund is another patient's by now (a course that was transferred)."""

    code = "sales.refund.credit_of_another"
    title = _("Another patient has this by now: it does not become this patient’s credit")


class CustomerNotApproved(NotNow):
    """A company buys on account once its terms are approved."""

    code = "sales.customer.not_approved"
    title = _("This company may not buy on account yet")


class CustomerDecided(NotNow):
    """Approved terms do not change: the decision is taken back first."""

    code = "sales.customer.decided"
    title = _("Take the decision back before you change its terms")


class LimitExceeded(NotNow):
    """More on account than the company's limit leaves; `free` tells how much that is."""

    code = "sales.customer.limit"
    title = _("This is above the company's credit limit")


class NothingToCollect(Invalid):
    """No bill was chosen, or no amount."""

    code = "sales.collection.empty"
    title = _("Choose the bills that are paid")


class CollectedTooMuch(NotNow):
    """More of a bill than is open; `left` tells how much that is."""

    code = "sales.collection.too_much"
    title = _("More is paid than is open")


class CollectedAlready(NotNow):
    """A bill on account of which something was paid is not voided: it is refunded."""

    code = "sales.order.collected"
    title = _("Something of this bill was paid already: give it back by a refund")


class InvoiceNotPossible(NotNow):
    """A full tax invoice is given once, for a paid bill with VAT of which nothing was given back."""

    code = "sales.tax_invoice.not_possible"
    title = _("No full tax invoice can be given for this bill")


class NoInvoice(Missing):
    """The bill has no full tax invoice."""

    code = "sales.tax_invoice.missing"
    title = _("This bill has no full tax invoice")


class PinWrong(NotAllowed):
    """No such person, no PIN, or another one: nothing tells which."""

    code = "sales.approver_pin.wrong"
    title = _("The name or the PIN is not right")


class PinLocked(NotNow):
    """Too many wrong ones in a row; `until` tells from when it counts again."""

    code = "sales.approver_pin.locked"
    title = _("This PIN is locked after too many wrong tries")


class PinTooSimple(Invalid):
    """Six to ten digits, not all the same and not in a row."""

    code = "sales.approver_pin.too_simple"
    title = _("Take six to ten digits, not all the same and not in a row")


class PinIsYourOwn(NotAllowed):
    """Whoever works at the till does not approve what is asked there."""

    code = "sales.approver_pin.own"
    title = _("Somebody else has to approve this")


class NumbersMissing(NotNow):
    """A till device gave numbers whose sales have not arrived; `missing` tells which."""

    code = "sales.register_session.numbers_missing"
    title = _("Sales made without the line have not arrived yet: send them first")


class DeviceUnknown(Missing):
    """No such device at this register, or it has no series for that year."""

    code = "sales.device.unknown"
    title = _("This till device is not known")


class NumberNotNext(NotNow):
    """Sales of a device arrive in the order of their numbers; `next` tells which is wanted."""

    code = "sales.offline_sale.not_next"
    title = _("An earlier sale of this device has not arrived yet")


class NumberTaken(Invalid):
    """The number belongs to another sale already."""

    code = "sales.offline_sale.number_taken"
    title = _("This number was given to another sale")


class PrintedDiffers(Invalid):
    """What was printed does not agree with itself; `field` tells where."""

    code = "sales.offline_sale.printed_differs"
    title = _("This sale does not agree with itself")


class NotOffline(Invalid):
    """Courses, covers, credit and accounts are not sold without the server."""

    code = "sales.offline_sale.not_possible"
    title = _("This cannot be sold without the server")
