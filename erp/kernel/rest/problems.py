"""Every refusal as RFC 9457 problem+json, in the caller's language."""

import logging
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.core.exceptions import ValidationError as ModelValidationError
from django.db import DatabaseError, InterfaceError, OperationalError
from django.db.models import ProtectedError, RestrictedError
from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import set_rollback

from erp.kernel.documents.refusals import Refusal
from erp.kernel.rest.constraints import refusal_of

log = logging.getLogger("erp.rest")
CONTENT_TYPE = "application/problem+json"


class ProblemRenderer(JSONRenderer):
    """JSON under the name of a problem."""

    media_type = CONTENT_TYPE
    format = "problem"
    charset = None


def problem_response(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """DRF's exception handler. None for what nobody foresaw: Django's 500 answers that (`server_error`)."""
    found = problem_of(error)
    if found is None:
        return None
    set_rollback()
    status, body, headers = found
    request = context.get("request")
    body["request_id"] = getattr(request, "request_id", "")
    response = Response(body, status=status, headers=headers, content_type=CONTENT_TYPE)
    response.is_problem = True  # type: ignore[attr-defined]
    return response


def problem_of(error: Exception) -> tuple[int, dict[str, Any], dict[str, str]] | None:
    """Status, body and headers for an exception; None when it is a fault and not a refusal."""
    if isinstance(error, DatabaseError | InterfaceError):
        refusal = refusal_of(error)
        if refusal is None and isinstance(error, OperationalError | InterfaceError):
            log.exception("the database is away", exc_info=error)
            return _plain(503, "rest.database_away", _("The database does not answer; try again in a moment"), wait=2)
        return None if refusal is None else _refused(refusal)
    if isinstance(error, Refusal):
        return _refused(error)
    if isinstance(error, exceptions.ValidationError):
        return _invalid(list(_flat(error.detail)))
    if isinstance(error, ModelValidationError):
        return _invalid(list(_of_model(error)))
    if isinstance(error, exceptions.Throttled):
        return _plain(429, "rest.throttled", str(error.detail), wait=int(getattr(error, "wait", None) or 1))
    if isinstance(error, exceptions.APIException):
        code = error.get_codes()
        name = code if isinstance(code, str) else error.default_code
        return _plain(error.status_code, f"rest.{name}", str(error.detail))
    if isinstance(error, Http404 | ObjectDoesNotExist):
        return _plain(404, "not_found", _("Not found"))
    if isinstance(error, PermissionDenied):
        return _plain(403, "not_allowed", _("You have no right to do this"))
    if isinstance(error, ProtectedError | RestrictedError):
        return _plain(409, "rest.still_used", _("Other records refer to this one"))
    return None


def _refused(refusal: Refusal) -> tuple[int, dict[str, Any], dict[str, str]]:
    headers: dict[str, str] = {}
    if (seconds := getattr(refusal, "retry_after", None)) is not None:
        headers["Retry-After"] = str(seconds)
    if refusal.status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    body = {
        **refusal.extra,
        **_body(refusal.status, refusal.refusal_code, str(refusal.title), str(refusal.detail)),
    }
    if refusal.field:
        body["field"] = refusal.field
        body["errors"] = [{"field": refusal.field, "code": refusal.refusal_code, "detail": str(refusal.detail)}]
    if refusal.remedy:
        body["remedy"] = str(refusal.remedy)
    return refusal.status, body, headers


def _plain(
    status: int, code: str, title: str, *, wait: int | None = None
) -> tuple[int, dict[str, Any], dict[str, str]]:
    headers = {} if wait is None else {"Retry-After": str(wait)}
    if status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    return status, _body(status, code, title, title), headers


def _invalid(errors: list[dict[str, str]]) -> tuple[int, dict[str, Any], dict[str, str]]:
    first = errors[0] if errors else {"field": "", "code": "invalid", "detail": ""}
    body = _body(422, "invalid", _("A value is not valid"), first["detail"])
    if first["field"]:
        body["field"] = first["field"]
    body["errors"] = errors
    return 422, body, {}


def _body(status: int, code: str, title: str, detail: str) -> dict[str, Any]:
    return {"type": f"urn:aesthetixos:problem:{code}", "title": title, "status": status, "code": code, "detail": detail}


def _flat(detail: Any, path: str = "") -> Iterator[dict[str, str]]:
    """The leaves of a nested validation error, each with its path: `lines.0.quantity`."""
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            step = "" if name == "non_field_errors" else str(name)
            yield from _flat(inner, f"{path}.{step}".strip("."))
    elif isinstance(detail, list):
        for place, inner in enumerate(detail):
            deeper = isinstance(inner, Mapping | list)
            yield from _flat(inner, f"{path}.{place}".strip(".") if deeper else path)
    else:
        yield {"field": path, "code": getattr(detail, "code", None) or "invalid", "detail": str(detail)}


def _of_model(error: ModelValidationError) -> Iterator[dict[str, str]]:
    if hasattr(error, "error_dict"):
        for field, errors in error.error_dict.items():
            for one in errors:
                name = "" if field == "__all__" else field
                yield {"field": name, "code": one.code or "invalid", "detail": " ".join(one.messages)}
    else:
        for one in error.error_list:
            yield {"field": "", "code": one.code or "invalid", "detail": " ".join(one.messages)}


def not_found(request: HttpRequest, exception: Exception | None = None) -> JsonResponse:
    """handler404: an address that leads nowhere."""
    return _answer(request, 404, "rest.no_such_address", _("There is nothing at this address"))


def server_error(request: HttpRequest) -> JsonResponse:
    """handler500: a fault of ours. The details are in the log under the request id, not in the answer."""
    return _answer(request, 500, "rest.fault", _("Something went wrong on our side; nothing was saved"))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> JsonResponse:
    """handler400."""
    return _answer(request, 400, "rest.malformed", _("The request is not well formed"))


def _answer(request: HttpRequest, status: int, code: str, title: str) -> JsonResponse:
    body = {**_body(status, code, title, title), "request_id": getattr(request, "request_id", "")}
    return JsonResponse(body, status=status, content_type=CONTENT_TYPE)
