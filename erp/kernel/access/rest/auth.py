"""Sign in, refresh, sign out; one's own profile and password."""

from contextlib import suppress
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from erp.kernel.access.errors import NotSignedIn, SessionEnded
from erp.kernel.access.models import AuthSession, Branch, User
from erp.kernel.access.rights import rights_of
from erp.kernel.access.services.end_sessions import end_session
from erp.kernel.access.services.refresh_session import refresh_session
from erp.kernel.access.services.save_user import change_password, update_user
from erp.kernel.access.services.sign_in import LONGEST, sign_in
from erp.kernel.access.tokens import TokenPair, read_refresh, session_of
from erp.kernel.rest.doors import CommandView, KernelView
from erp.kernel.rest.permissions import PUBLIC, SIGNED_IN
from erp.kernel.rest.schema import SingleSchema

COOKIE = "aesthetix_refresh"
COOKIE_PATH = "/api/v1/auth/"


class CredentialsSerializer(serializers.Serializer[Any]):
    """User name and password."""

    username = serializers.CharField(max_length=60)
    password = serializers.CharField(max_length=128, trim_whitespace=False)


class BranchCardSerializer(serializers.Serializer[Any]):
    """A branch in short."""

    id = serializers.IntegerField()
    code = serializers.CharField()
    name = serializers.CharField()
    name_th = serializers.CharField(allow_blank=True)


class MeSerializer(serializers.Serializer[Any]):
    """Who is signed in, where, and what that person may do."""

    id = serializers.IntegerField()
    username = serializers.CharField()
    display_name = serializers.CharField()
    roles = serializers.ListField(child=serializers.CharField())
    branches = BranchCardSerializer(many=True)
    branch = BranchCardSerializer(allow_null=True)
    staff_id = serializers.IntegerField(allow_null=True)
    language = serializers.ChoiceField(choices=User.Language.choices)
    rights = serializers.ListField(child=serializers.CharField())


class SignedInSerializer(serializers.Serializer[Any]):
    """The answer of a sign-in."""

    access = serializers.CharField()
    user = MeSerializer()


class AccessSerializer(serializers.Serializer[Any]):
    """The answer of a refresh."""

    access = serializers.CharField()


class PersonalSerializer(serializers.Serializer[Any]):
    """What a person may change of the own profile."""

    language = serializers.ChoiceField(choices=User.Language.choices)


class PasswordChangeSerializer(serializers.Serializer[Any]):
    """The current and the new password."""

    current = serializers.CharField(max_length=128, trim_whitespace=False)
    password = serializers.CharField(max_length=128, trim_whitespace=False)


def card_of(user: User, *, branch_id: int | None) -> dict[str, Any]:
    """A person for the web client."""
    found = {branch.pk: branch for branch in Branch.objects.filter(pk__in=user.branch_ids)}
    branches = [
        {"id": pk, "code": found[pk].code, "name": found[pk].name, "name_th": found[pk].name_th}
        for pk in user.branch_ids
        if pk in found
    ]
    return {
        "id": user.pk,
        "username": user.username,
        "display_name": user.display_name,
        "roles": sorted(user.role_codes),
        "branches": branches,
        "branch": next((branch for branch in branches if branch["id"] == branch_id), None),
        "staff_id": user.staff_id,
        "language": user.language,
        "rights": rights_of(user),
    }


class _Door(CommandView):
    """A door of sign-in: no right needed, no transaction around it (a failure must be kept), never cached."""

    right = PUBLIC
    authentication_classes = []

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """As any door, and no cache keeps the answer."""
        answer = super().dispatch(request, *args, **kwargs)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    def write(self, handle: Any) -> Any:
        """Run the handler as it is."""
        return handle()

    def keep(self, response: Response, pair: TokenPair) -> Response:
        """Put the refresh secret where no script can read it."""
        response.set_cookie(
            COOKIE,
            pair.refresh,
            max_age=int(LONGEST.total_seconds()),
            path=COOKIE_PATH,
            secure=self.request.is_secure(),
            httponly=True,
            samesite="Strict",
        )
        return response


class TokenView(_Door):
    """`POST /api/v1/auth/token/`."""

    body = CredentialsSerializer
    answer = SignedInSerializer

    def post(self, request: Request) -> Response:
        """Sign in."""
        given = self.read()
        user, pair = sign_in(
            username=given["username"],
            password=given["password"],
            address=address_of(request),
            agent=request.headers.get("User-Agent", ""),
            at=timezone.now(),
        )
        home = user.branch_ids[0] if user.branch_ids else None
        return self.keep(Response({"access": pair.access, "user": card_of(user, branch_id=home)}), pair)


class RefreshView(_Door):
    """`POST /api/v1/auth/refresh/`: the next access token, and the next secret in the cookie."""

    answer = AccessSerializer

    def post(self, request: Request) -> Response:
        """Rotate. A secret that was used before ends the session for whoever holds any of its tokens."""
        with transaction.atomic():
            found = refresh_session(refresh=request.COOKIES.get(COOKIE, ""), at=timezone.now())
        if found is None:
            raise SessionEnded()
        return self.keep(Response({"access": found[1].access}), found[1])


class LogoutView(_Door):
    """`POST /api/v1/auth/logout/`: ends the sessions that the token and the cookie name, at once."""

    status = 204

    def post(self, request: Request) -> Response:
        """Sign out; an expired token still names its session, and without a living one there is nothing to do."""
        for session_id in _sessions_named(request):
            end_session(session_id=session_id, reason=AuthSession.End.LOGGED_OUT, at=timezone.now())
        response = Response(status=204)
        response.delete_cookie(COOKIE, path=COOKIE_PATH, samesite="Strict")
        return response


def _sessions_named(request: Request) -> set[UUID]:
    named: set[UUID] = set()
    with suppress(NotSignedIn):
        named.add(session_of(request.headers.get("Authorization", "").partition(" ")[2], expired=True))
    with suppress(NotSignedIn):
        named.add(read_refresh(request.COOKIES.get(COOKIE, ""))[0])
    return named


class MeView(KernelView):
    """`/api/v1/me/`."""

    http_method_names = ["get", "patch", "head", "options"]
    schema = SingleSchema()
    body = PersonalSerializer
    answer = MeSerializer

    def rights_for(self, request: Request) -> str:
        """One's own."""
        return SIGNED_IN

    def get(self, request: Request) -> Response:
        """Who am I, and what may I do."""
        return Response(card_of(self.user, branch_id=self.branch_id))

    def patch(self, request: Request) -> Response:
        """Change the own language."""
        reader = PersonalSerializer(data=request.data)
        reader.is_valid(raise_exception=True)
        user = update_user(user_id=self.user.pk, **reader.validated_data, by=self.user, at=self.now())
        return Response(card_of(user, branch_id=self.branch_id))


class PasswordView(CommandView):
    """`POST /api/v1/me/password/`."""

    right = SIGNED_IN
    body = PasswordChangeSerializer
    status = 204

    def post(self, request: Request) -> Response:
        """Change the own password; other devices are signed out."""
        change_password(user_id=self.user.pk, **self.read(), session_id=cast(Any, request.auth), at=self.now())
        return Response(status=204)


def address_of(request: Request) -> str:
    """Where the request comes from: the last address that a proxy of ours (TRUSTED_PROXIES of them) has noted."""
    proxies = int(getattr(settings, "TRUSTED_PROXIES", 0))
    noted = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if proxies and len(noted) >= proxies:
        return noted[-proxies][:45]
    return str(request.META.get("REMOTE_ADDR", ""))[:45]
