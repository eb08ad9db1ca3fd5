"""The dashboard's doors: the board, and the proof of one figure."""

from datetime import date, datetime

from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from erp.kernel.access.models import Branch, User
from erp.kernel.documents.refusals import Missing
from erp.kernel.metrics.hooks import Span
from erp.kernel.rest.doors import ReadView
from modules.dashboard.selectors.board import alerts, all_alerts, cards, day_strip, feeds, prove, tiles
from modules.dashboard.selectors.spans import span_of

FEED_ROWS = 8
ALERT_ROWS = 5


class BoardView(ReadView):
    """Everything that the first page shows, for the branches that the caller has chosen."""

    right = "dashboard.read_dashboard"

    def get(self, request: Request) -> Response:
        """`?period=today|week|month|custom&since=&until=&branch=<id>|all`."""
        at = timezone.now()
        today = local_day(at)
        branch_ids = chosen_branches(request, user=self.user)
        span = asked_span(request, today)
        return Response(
            {
                "as_of": at.isoformat(),
                "today": today.isoformat(),
                "day": day_strip(viewer=self.user, branch_ids=branch_ids, at=at, on=today),
                "tiles": tiles(viewer=self.user, branch_ids=branch_ids, span=span),
                "alerts": alerts(viewer=self.user, branch_ids=branch_ids, on=today, limit=ALERT_ROWS),
                "feeds": feeds(viewer=self.user, branch_ids=branch_ids, limit=FEED_ROWS),
                "cards": cards(viewer=self.user, branch_ids=branch_ids, on=today),
            }
        )


class AlertsView(ReadView):
    """Everything behind the number on an alert tile."""

    right = "dashboard.read_dashboard"

    def get(self, request: Request, code: str) -> Response:
        """`?branch=<id>|all`."""
        branch_ids = chosen_branches(request, user=self.user)
        found = all_alerts(viewer=self.user, code=code, branch_ids=branch_ids, on=local_day(timezone.now()))
        if found is None:
            raise Missing()
        return Response(found)


class ProofView(ReadView):
    """One figure as kept, from its rows, and from the books."""

    right = "dashboard.read_dashboard"

    def get(self, request: Request, code: str) -> Response:
        """Same parameters as the board."""
        span = asked_span(request, local_day(timezone.now()))
        proof = prove(viewer=self.user, code=code, branch_ids=chosen_branches(request, user=self.user), span=span)
        if proof is None:
            raise Missing()
        return Response(proof)


def local_day(at: datetime) -> date:
    """The day in Bangkok."""
    return timezone.localtime(at).date()


def asked_span(request: Request, today: date) -> Span:
    """The span of the query."""
    query = request.query_params
    return span_of(
        period=query.get("period", "month"), today=today, since=query.get("since", ""), until=query.get("until", "")
    )


def chosen_branches(request: Request, *, user: User) -> list[int]:
    """The caller's own branches, or the one of them that she names. Raises Missing for any other."""
    own = sorted(user.branch_ids)
    asked = request.query_params.get("branch", "all")
    if asked == "all":
        return own
    if not asked.isdigit() or int(asked) not in own or not Branch.objects.filter(pk=int(asked)).exists():
        raise Missing(field="branch")
    return [int(asked)]
