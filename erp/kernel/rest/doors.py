"""The plain doors: KernelView, which all share, ReadView for a report, CommandView for a single command.

A door does the same few things always: authenticate, ask for the declared right, parse, read the clock, open the
transaction, make ONE call, answer. What it does, the service says.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, ClassVar, cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from rest_framework import serializers
from rest_framework.exceptions import MethodNotAllowed
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from erp.kernel.access.errors import NotYourBranch
from erp.kernel.access.models import User
from erp.kernel.rest.schema import SingleSchema
from erp.kernel.rest.transaction import answer_once

SAFE = ("GET", "HEAD", "OPTIONS")


class KernelView(APIView):
    """What all doors share: the frame of a write, the current branch, the caller, the clock."""

    request: Request
    key_required: ClassVar[bool] = False

    def rights_for(self, request: Request) -> str | Iterable[str] | None:
        """The rights that this request needs; None opens to nobody."""
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """As DRF does it, with writes inside their transaction: rendered and kept before the commit."""
        self.args, self.kwargs = args, kwargs
        self.request = drf = self.initialize_request(request, *args, **kwargs)
        self.headers = self.default_response_headers
        try:
            handler = self._handler(drf)
            self.initial(drf, *args, **kwargs)
            if drf.method in SAFE:
                response = handler(drf, *args, **kwargs)
            else:
                response = self.write(lambda: handler(drf, *args, **kwargs))
        except Exception as error:
            response = self.handle_exception(error)
        if isinstance(response, Response) and response.is_rendered:
            return response
        self.response = self.finalize_response(drf, response, *args, **kwargs)
        return self.response

    def _handler(self, request: Request) -> Callable[..., Response]:
        """The method that answers; 405 comes before any question of rights."""
        name = (request.method or "").lower()
        handler = getattr(self, name, None) if name in self.http_method_names else None
        if handler is None:
            raise MethodNotAllowed(request.method or "")
        return cast(Callable[..., Response], handler)

    def write(self, handle: Callable[[], Response]) -> Any:
        """Answer a write: in its transaction, once for each key."""
        return answer_once(self.request, key_required=self.needs_key(), handle=handle, finish=self._rendered)

    def needs_key(self) -> bool:
        """Whether this write insists on an Idempotency-Key."""
        return self.key_required

    def _rendered(self, response: Response) -> Response:
        finished = self.finalize_response(self.request, response, *self.args, **self.kwargs)
        return cast(Response, finished.render()) if isinstance(finished, Response) else finished

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """As DRF does it; answers about people are kept by no cache."""
        finished = super().finalize_response(request, response, *args, **kwargs)
        finished.headers.setdefault("Cache-Control", "private, no-store")
        return finished

    def handle_exception(self, exc: Exception) -> Response:
        """The problem answer; an unforeseen fault goes on to Django's 500."""
        handler = self.get_exception_handler()
        response: Response | None = handler(exc, self.get_exception_handler_context())
        if response is None:
            raise exc
        response.exception = True
        return response

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Before the handler: also refuse a branch that is not the caller's."""
        super().initial(request, *args, **kwargs)
        if "X-Branch" in request.headers and isinstance(request.user, User):
            _ = self.branch_id

    @property
    def user(self) -> Any:
        """The caller."""
        return self.request.user

    @property
    def branch_id(self) -> int | None:
        """The branch the caller works in now: header X-Branch, else the home branch. Raises NotYourBranch."""
        own: tuple[int, ...] = self.user.branch_ids
        named = self.request.headers.get("X-Branch")
        if named is None:
            return own[0] if own else None
        if not named.isdigit() or int(named) not in own:
            raise NotYourBranch()
        return int(named)

    def now(self) -> datetime:
        """The clock: read here, and nowhere below."""
        return timezone.now()


class ReadView(KernelView):
    """A door that only reads: a report, a card. Declare `right`; write `get`."""

    http_method_names = ["get", "head", "options"]
    right: ClassVar[str]
    schema = SingleSchema()
    answer: ClassVar[Any] = None  # serializer (or OpenAPI type) of the answer, for the schema
    parameters: ClassVar[Sequence[Any]] = ()

    def rights_for(self, request: Request) -> str | None:
        """The declared right."""
        return getattr(self, "right", None)


class CommandView(KernelView):
    """A door for one command that belongs to no record. Declare `right` and `body`; write `post`, or `service`."""

    http_method_names = ["post", "options"]
    right: ClassVar[str]
    schema = SingleSchema()
    body: ClassVar[type[serializers.Serializer[Any]] | None] = None
    answer: ClassVar[Any] = None
    parameters: ClassVar[Sequence[Any]] = ()
    status: ClassVar[int] = 200

    def rights_for(self, request: Request) -> str | None:
        """The declared right."""
        return getattr(self, "right", None)

    def read(self) -> dict[str, Any]:
        """The request's body, validated."""
        if self.body is None:
            return {}
        reader = self.body(data=self.request.data, context={"request": self.request, "view": self, "user": self.user})
        reader.is_valid(raise_exception=True)
        return dict(reader.validated_data)
