"""Menus and screens of commissions."""

from django.utils.translation import gettext_lazy as _

from erp.kernel.screens.screen import Column, Filter, Lines, MenuItem, Screen, Section
from modules.commissions.models import (
    CommissionLog,
    CommissionPlan,
    CommissionQuestion,
    CommissionRule,
    CommissionSettlement,
    CommissionTier,
)

MENU = [
    MenuItem(
        code="commissions",
        label=_("Commissions"),
        group="finance",
        to="/list/commissions.commission_log",
        icon="percent",
        right="commissions.read_commission_log",
        order=50,
    ),
    MenuItem(
        code="commission-statement",
        label=_("Commission statement"),
        group="finance",
        to="/commissions/statement",
        icon="receipt-text",
        right="commissions.read_commission_log",
        order=49,
    ),
    MenuItem(
        code="commission-settlements",
        label=_("Commission settlements"),
        group="finance",
        to="/list/commissions.commission_settlement",
        icon="hand-coins",
        right="commissions.read_commission_settlement",
        order=51,
    ),
    MenuItem(
        code="commission-questions",
        label=_("Commission questions"),
        group="finance",
        to="/list/commissions.commission_question",
        icon="message-square",
        right="commissions.answer_commission_question",
        order=52,
    ),
    MenuItem(
        code="commission-plans",
        label=_("Commission plans"),
        group="back_office",
        to="/list/commissions.commission_plan",
        icon="list-ordered",
        right="commissions.read_commission_plan",
        order=70,
    ),
]

SCREENS = [
    Screen(
        model=CommissionLog,
        endpoint="/api/v1/commissions/logs/",
        title=_("Commission"),
        title_plural=_("Commissions"),
        columns=[
            "business_on",
            "staff",
            "title",
            "kind",
            Column(field="base", sum=True),
            Column(field="amount", sum=True, tone={"danger": {"amount": {"lt": 0}}}),
            "state",
        ],
        form=[
            Section(title=_("Earned"), fields=["staff", "title", "kind", "base", "amount", "business_on"]),
            Section(title=_("How it was computed"), fields=["explanation", "plan", "document"], columns=1),
        ],
        labels={"explanation": _("Step by step")},
        search=("title", "document"),
        filters=[
            Filter(code="claw_back", label=_("Claw-backs"), where={"kind": {"eq": "claw_back"}}),
            Filter(code="accrued", label=_("To approve"), where={"state": {"eq": "accrued"}}),
        ],
        group_by=("staff", "month_on", "kind", "state"),
        creates=False,
        edits=False,
    ),
    Screen(
        model=CommissionSettlement,
        endpoint="/api/v1/commissions/settlements/",
        title=_("Commission settlement"),
        title_plural=_("Commission settlements"),
        columns=["number", "branch", "until_on", "people", Column(field="amount", sum=True), "submitted_by", "state"],
        form=[
            Section(title=_("Settle"), fields=["until_on", "branch", "people", "amount"]),
            Section(
                title=_("Decision"),
                fields=["submitted_by", "submitted_at", "decided_by", "decided_at", "settled_on", "paid_on", "reason"],
            ),
        ],
        lines=[
            Lines(
                noun="commissions.commission_log",
                field="settlement",
                title=_("Commissions"),
                columns=["business_on", "staff", "title", "kind", "base", "amount", "state"],
            ),
        ],
        filters=[Filter(code="waiting", label=_("To decide"), where={"state": {"eq": "submitted"}})],
        readonly=(
            "number",
            "branch",
            "people",
            "amount",
            "submitted_by",
            "submitted_at",
            "decided_by",
            "decided_at",
            "settled_on",
            "paid_on",
            "reason",
        ),
        verb_forms={"refuse": [{"name": "reason", "label": _("Reason"), "type": "char", "required": True}]},
        group_by=("branch", "state"),
        edits=False,
    ),
    Screen(
        model=CommissionQuestion,
        endpoint="/api/v1/commissions/questions/",
        title=_("Question about a commission"),
        title_plural=_("Questions about commissions"),
        columns=["asked_at", "asked_by", "log", "text", "answer", "state"],
        form=[
            Section(title=_("Question"), fields=["log", "text", "asked_by", "asked_at"]),
            Section(title=_("Answer"), fields=["answer", "answered_by", "answered_at"]),
        ],
        search=("text",),
        filters=[Filter(code="open", label=_("To answer"), where={"state": {"eq": "asked"}})],
        verb_forms={"answer": [{"name": "answer", "label": _("Answer"), "type": "char", "required": True}]},
        group_by=("state", "asked_by"),
        creates=False,
        edits=False,
    ),
    Screen(
        model=CommissionPlan,
        endpoint="/api/v1/commissions/plans/",
        title=_("Commission plan"),
        title_plural=_("Commission plans"),
        columns=["code", "edition", "title", "mode", "valid_on"],
        lines=[
            Lines(noun="commissions.commission_tier", field="plan", title=_("Tiers"), columns=["above", "percent"]),
            Lines(
                noun="commissions.commission_rule",
                field="plan",
                title=_("Rules"),
                columns=["level", "matches", "pays", "rate"],
            ),
        ],
    ),
    Screen(
        model=CommissionTier,
        endpoint="/api/v1/commissions/tiers/",
        title=_("Tier"),
        title_plural=_("Tiers"),
        columns=["plan", "above", "percent"],
    ),
    Screen(
        model=CommissionRule,
        endpoint="/api/v1/commissions/rules/",
        title=_("Rule"),
        title_plural=_("Rules"),
        columns=["plan", "level", "matches", "pays", "rate"],
    ),
]
