"""A log's steps as sentences, in the reader's language: what was earned, and why exactly that."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from modules.commissions.models import CommissionLog

Step = Mapping[str, Any]


def explanation(log: CommissionLog) -> list[str]:
    """One sentence a step, in the order of the computation."""
    return [SENTENCES[step["step"]](step) for step in log.steps if step["step"] in SENTENCES]


def _net(step: Step) -> str:
    return _("%(title)s: %(amount)s before VAT, after discount.") % {
        "title": step["title"],
        "amount": _money(step["amount"]),
    }


def _share(step: Step) -> str:
    return _("Share of %(percent)s %%: %(amount)s.") % {
        "percent": _rate(step["percent"]),
        "amount": _money(step["amount"]),
    }


def _month(step: Step) -> str:
    return _("Base of the month: %(before)s before this, %(after)s with it.") % {
        "before": _money(step["before"]),
        "after": _money(step["after"]),
    }


def _tier(step: Step) -> str:
    values = {"plan": step["plan"], "percent": _rate(step["percent"])}
    if step["mode"] == "marginal":
        return _("%(plan)s: each tier's rate on its own part, up to %(percent)s %%.") % values
    return _("%(plan)s: this month's base earns %(percent)s %% on all of it.") % values


def _percent(step: Step) -> str:
    return _("An exception of the plan (%(because)s): %(rate)s %%.") % {
        "because": step["because"],
        "rate": _rate(step["rate"]),
    }


def _amount(step: Step) -> str:
    return _("An exception of the plan (%(because)s): %(rate)s a unit.") % {
        "because": step["because"],
        "rate": _money(step["rate"]),
    }


def _difference(step: Step) -> str:
    return _("The %(base)s before it had earned %(percent)s %%; the difference is paid now.") % {
        "base": _money(step["base"]),
        "percent": _rate(step["percent_before"]),
    }


def _claw_back(step: Step) -> str:
    return _("Taken back with what it was paid for: %(base)s leave the month.") % {
        "base": _money(abs(Decimal(step["base"])))
    }


def _result(step: Step) -> str:
    return _("Result: %(amount)s.") % {"amount": _money(step["amount"])}


def _money(value: str | Decimal) -> str:
    return f"{Decimal(value):,.2f}"


def _rate(text: str) -> str:
    """A percentage without noughts at its end."""
    return f"{Decimal(text).normalize():f}"


SENTENCES: Mapping[str, Callable[[Step], str]] = {
    "net": _net,
    "share": _share,
    "month": _month,
    "tier": _tier,
    "percent": _percent,
    "amount": _amount,
    "difference": _difference,
    "claw_back": _claw_back,
    "result": _result,
}
