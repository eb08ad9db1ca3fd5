"""The door that hands out tickets for the event stream."""

import time

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from erp.kernel.access.models import User
from erp.kernel.realtime.ticket import issue_ticket
from erp.kernel.realtime.wire import TICKET_SECONDS
from erp.kernel.rest.permissions import SIGNED_IN


class TicketSerializer(serializers.Serializer):
    """Open `url?ticket=…` with EventSource before it expires."""

    url = serializers.CharField()
    ticket = serializers.CharField()
    expires_in = serializers.IntegerField()


class TicketView(APIView):
    """A ticket for the caller's own stream: changes in his branches, and those meant for him."""

    def rights_for(self, request: Request) -> str:
        """Everybody with a session."""
        return SIGNED_IN

    @extend_schema(request=None, responses=TicketSerializer, operation_id="realtime_ticket", tags=["realtime"])
    def post(self, request: Request) -> Response:
        """Issue a ticket."""
        user = request.user
        assert isinstance(user, User)
        ticket = issue_ticket(
            user_id=user.pk, branch_ids=sorted(user.branch_ids), secret=settings.SECRET_KEY, now=time.time()
        )
        answer = {"url": f"{settings.REALTIME_URL}/events", "ticket": ticket, "expires_in": TICKET_SECONDS}
        return Response(TicketSerializer(answer).data, headers={"Cache-Control": "no-store"})
