"""What a verb asks for."""

from django.utils.translation import gettext_lazy as _

REASON = ({"name": "reason", "type": "text", "label": _("Reason"), "required": True},)
MAYBE_REASON = ({"name": "reason", "type": "text", "label": _("Reason"), "required": False},)
