"""How the books are written to the API."""

from typing import Any, ClassVar

from rest_framework import serializers

from erp.kernel.access.rights import may
from erp.kernel.rest.fields import viewer_of
from erp.kernel.rest.serializers import RecordSerializer
from modules.ledger.data import ZERO, Dimension, LineIn
from modules.ledger.models import JournalEntry, JournalLine, LedgerSetting, Reopening
from modules.ledger.selectors.by_hand import is_editable
from modules.ledger.selectors.entries import shown_number


def money_field(**options: Any) -> serializers.DecimalField:
    """Money, as text with two places."""
    return serializers.DecimalField(max_digits=16, decimal_places=2, read_only=True, **options)


class SettingSerializer(RecordSerializer[LedgerSetting]):
    """The ledger's settings; the lock is moved by its own verb."""

    class Meta:
        model = LedgerSetting
        fields = ("approval_from", "locked_until")
        read_only_fields = ("locked_until",)


class ReopeningSerializer(RecordSerializer[Reopening]):
    """A wish to open closed books."""

    class Meta:
        model = Reopening
        fields = (
            "kind", "period", "locked_until", "reason", "state", "requested_by", "requested_at", "decided_by",
            "decided_at", "decision_reason",
        )  # fmt: skip


class LineSerializer(RecordSerializer[JournalLine]):
    """One line of an entry."""

    class Meta:
        model = JournalLine
        fields = (
            "entry", "position", "account", "branch", "debit", "credit", "memo", "dimensions", "tax_code", "tax_base",
        )  # fmt: skip


class DimensionSerializer(serializers.Serializer[Any]):
    """A further axis of a line."""

    kind = serializers.CharField(max_length=40)
    code = serializers.CharField(max_length=60)
    title = serializers.CharField(max_length=120, required=False, allow_blank=True, default="")


class EntryLineSerializer(LineSerializer):
    """A line within its entry, as it is read and written."""

    debit = serializers.DecimalField(max_digits=14, decimal_places=2, min_value=ZERO, required=False)
    credit = serializers.DecimalField(max_digits=14, decimal_places=2, min_value=ZERO, required=False)
    dimensions = DimensionSerializer(many=True, required=False)

    class Meta(LineSerializer.Meta):
        read_only_fields = ("entry", "position")
        extra_kwargs: ClassVar = {"branch": {"required": False}, "memo": {"required": False}}


def line_in(line: dict[str, Any]) -> LineIn:
    """A validated line as `post_entry` and `draft_entry` take it."""
    branch, tax = line.get("branch"), line.get("tax_code")
    return LineIn(
        line["account"].code,
        debit=line.get("debit") or ZERO,
        credit=line.get("credit") or ZERO,
        memo=line.get("memo", ""),
        dimensions=[Dimension(**one) for one in line.get("dimensions", ())],
        branch_id=branch.pk if branch else None,
        tax_code=tax.code if tax else "",
        tax_base=line.get("tax_base"),
    )


class EntryRowSerializer(RecordSerializer[JournalEntry]):
    """An entry in a list."""

    number = serializers.SerializerMethodField()
    total = money_field()

    class Meta:
        model = JournalEntry
        fields = (
            "number", "source", "source_number", "journal", "branch", "period", "entry_on", "memo", "state", "total",
            "written_by", "submitted_by", "submitted_at", "sent_back_because", "posted_at", "posted_by", "reverses",
        )  # fmt: skip
        read_only_fields = (
            "source", "source_number", "period", "written_by", "submitted_by", "submitted_at", "sent_back_because",
            "posted_at", "posted_by", "reverses",
        )  # fmt: skip

    def get_number(self, entry: JournalEntry) -> str:
        """The journal's once sealed, else the source's."""
        return shown_number(entry)


class EntrySerializer(EntryRowSerializer):
    """An entry, with its lines, its seal and what reversed it. `lines` are written as a whole."""

    lines = EntryLineSerializer(many=True, required=False)
    chain_no = serializers.IntegerField(source="seal.chain_no", default=None, read_only=True)
    hash = serializers.SerializerMethodField()
    may_edit = serializers.SerializerMethodField()
    reversed_by = serializers.IntegerField(source="reversed_by.pk", default=None, read_only=True)
    reversed_by_number = serializers.SerializerMethodField()
    reversed_by_state = serializers.CharField(source="reversed_by.state", default="", read_only=True)

    class Meta(EntryRowSerializer.Meta):
        fields = (
            *EntryRowSerializer.Meta.fields,
            "lines",
            "chain_no",
            "hash",
            "may_edit",
            "reversed_by",
            "reversed_by_number",
            "reversed_by_state",
        )  # type: ignore[assignment]

    def validate_lines(self, lines: list[dict[str, Any]]) -> list[LineIn]:
        """The lines as the services take them."""
        return [line_in(line) for line in lines]

    def get_reversed_by_number(self, entry: JournalEntry) -> str:
        """The number of the entry that reverses it, or is waiting to."""
        mirror = getattr(entry, "reversed_by", None)
        return shown_number(mirror) if mirror is not None else ""

    def get_may_edit(self, entry: JournalEntry) -> bool:
        """Whether the reader may still change it."""
        return is_editable(entry) and may(viewer_of(self.context), "ledger.update_journal_entry", entry)

    def get_hash(self, entry: JournalEntry) -> str:
        """The seal's hash, in hex."""
        seal = getattr(entry, "seal", None)
        return bytes(seal.hash).hex() if seal is not None else ""


class BalanceRowSerializer(serializers.Serializer[Any]):
    """An account over a span."""

    account_id = serializers.IntegerField()
    code = serializers.CharField()
    name = serializers.CharField()
    name_th = serializers.CharField()
    type = serializers.CharField()
    opening = money_field()
    debit = money_field()
    credit = money_field()
    closing = money_field()


class TotalsSerializer(serializers.Serializer[Any]):
    """The sums of a trial balance: they must agree."""

    debit = money_field()
    credit = money_field()
    closing_debit = money_field()
    closing_credit = money_field()


class TrialBalanceSerializer(serializers.Serializer[Any]):
    """All accounts that moved."""

    from_on = serializers.DateField()
    to_on = serializers.DateField()
    branch = serializers.IntegerField(allow_null=True)
    rows = BalanceRowSerializer(many=True)
    totals = TotalsSerializer()


class LedgerRowSerializer(serializers.Serializer[Any]):
    """A line in an account's ledger."""

    line_id = serializers.IntegerField()
    entry_id = serializers.IntegerField()
    entry_on = serializers.DateField()
    number = serializers.CharField()
    source = serializers.CharField()  # type: ignore[assignment]  # a field of that name
    journal = serializers.CharField()
    memo = serializers.CharField()
    branch_id = serializers.IntegerField()
    debit = money_field()
    credit = money_field()
    balance = money_field()


class GeneralLedgerSerializer(serializers.Serializer[Any]):
    """An account's ledger."""

    account_id = serializers.IntegerField()
    code = serializers.CharField()
    name = serializers.CharField()
    name_th = serializers.CharField()
    from_on = serializers.DateField()
    to_on = serializers.DateField()
    opening = money_field()
    debit = money_field()
    credit = money_field()
    closing = money_field()
    count = serializers.IntegerField()
    rows = LedgerRowSerializer(many=True)


class VatRowSerializer(serializers.Serializer[Any]):
    """A line of the VAT sales listing."""

    line_id = serializers.IntegerField()
    entry_id = serializers.IntegerField()
    entry_on = serializers.DateField()
    number = serializers.CharField()
    document = serializers.CharField()
    source = serializers.CharField()  # type: ignore[assignment]  # a field of that name
    branch_id = serializers.IntegerField()
    tax_code = serializers.CharField(allow_blank=True)
    base = money_field()
    vat = money_field()
    cancelled = serializers.BooleanField()


class VatSumSerializer(serializers.Serializer[Any]):
    """What a tax code comes to."""

    tax_code = serializers.CharField(allow_blank=True)
    count = serializers.IntegerField()
    base = money_field()
    vat = money_field()


class VatListingSerializer(serializers.Serializer[Any]):
    """The VAT sales listing."""

    from_on = serializers.DateField()
    to_on = serializers.DateField()
    count = serializers.IntegerField()
    base = money_field()
    vat = money_field()
    sums = VatSumSerializer(many=True)
    rows = VatRowSerializer(many=True)


class ProfitAndLossSerializer(serializers.Serializer[Any]):
    """What was earned and spent."""

    from_on = serializers.DateField()
    to_on = serializers.DateField()
    revenue = BalanceRowSerializer(many=True)
    expense = BalanceRowSerializer(many=True)
    profit = money_field()


class BalanceSheetSerializer(serializers.Serializer[Any]):
    """What is owned and owed."""

    as_of = serializers.DateField()
    assets = BalanceRowSerializer(many=True)
    liabilities = BalanceRowSerializer(many=True)
    equity = BalanceRowSerializer(many=True)
    result = money_field()


class ProofRowSerializer(serializers.Serializer[Any]):
    """A sub-ledger against its account."""

    code = serializers.CharField()
    title = serializers.CharField()
    account = serializers.CharField()
    account_id = serializers.IntegerField()
    account_name = serializers.CharField()
    account_name_th = serializers.CharField()
    as_of = serializers.DateField(allow_null=True)
    ledger = money_field()
    subledger = money_field()
    difference = money_field()


class ProofSerializer(serializers.Serializer[Any]):
    """The proof screen."""

    rows = ProofRowSerializer(many=True)


class DimensionValueSerializer(serializers.Serializer[Any]):
    """One value of an axis."""

    code = serializers.CharField()
    title = serializers.CharField()


class DimensionKindSerializer(serializers.Serializer[Any]):
    """A further axis that reports can be asked by."""

    kind = serializers.CharField()
    title = serializers.CharField()
    values = DimensionValueSerializer(many=True)


class AgedSerializer(serializers.Serializer[Any]):
    """Amounts by how many days they are overdue."""

    not_due = money_field()
    days_30 = money_field()
    days_60 = money_field()
    days_90 = money_field()
    older = money_field()
    total = money_field()


class OpenItemSerializer(serializers.Serializer[Any]):
    """A document that is not paid in full."""

    document = serializers.CharField(source="item.document")
    number = serializers.CharField(source="item.number")
    document_on = serializers.DateField(source="item.document_on")
    due_on = serializers.DateField(source="item.due_on")
    overdue = serializers.IntegerField()
    age = serializers.CharField()
    amount = serializers.DecimalField(source="item.amount", max_digits=16, decimal_places=2)


class AgedPartySerializer(serializers.Serializer[Any]):
    """What one party owes."""

    kind = serializers.CharField()
    id = serializers.IntegerField()
    title = serializers.CharField()
    amounts = AgedSerializer()
    items = OpenItemSerializer(many=True)


class AgedReceivablesSerializer(serializers.Serializer[Any]):
    """Who owes how much since when."""

    as_of = serializers.DateField()
    parties = AgedPartySerializer(many=True)
    amounts = AgedSerializer()
    ledger = money_field()
    difference = money_field()


class ChainSerializer(serializers.Serializer[Any]):
    """What verification found."""

    sealed = serializers.IntegerField()
    head = serializers.CharField(allow_blank=True)
    fault = serializers.CharField(allow_blank=True)
