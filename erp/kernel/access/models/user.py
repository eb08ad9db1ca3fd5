"""Who may sign in. There is no superuser: a person holds roles, roles hold rights, and that is all."""

from typing import TYPE_CHECKING, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from erp.kernel.access.models.company import Branch
from erp.kernel.access.models.role import Role
from erp.kernel.documents.records import Record

if TYPE_CHECKING:
    from erp.kernel.access.models.staff import Staff


class UserManager(BaseUserManager["User"]):
    """Looks people up by user name, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """The user of that name; `Somchai` and `somchai` are one person."""
        return self.get(username__iexact=username)


class User(AbstractBaseUser, Record):
    """A person with a login."""

    history_without: ClassVar[frozenset[str]] = frozenset({"password"})

    class Language(models.TextChoices):
        THAI = "th", _("Thai")
        ENGLISH = "en", _("English")

    last_login = None  # a session row says when and from where
    username = models.CharField(_("user name"), max_length=60, unique=True, validators=[UnicodeUsernameValidator()])
    display_name = models.CharField(_("name"), max_length=120)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices, default=Language.THAI)
    is_active = models.BooleanField(_("active"), default=True)
    roles = models.ManyToManyField(Role, through="access.UserRole", related_name="users", verbose_name=_("roles"))
    branches = models.ManyToManyField(Branch, through="access.UserBranch", related_name="+", verbose_name=_("branches"))

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]
    is_superuser: ClassVar[bool] = False  # asked by viewflow; nobody ever is
    is_staff: ClassVar[bool] = False  # Django's admin is not part of the product

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [models.UniqueConstraint(models.functions.Lower("username"), name="access_user_username")]

    def __str__(self) -> str:
        return self.display_name or self.username

    @cached_property
    def role_codes(self) -> frozenset[str]:
        """Codes of the roles held; a request brings them along with the session."""
        return frozenset(self.roles.values_list("code", flat=True))

    @cached_property
    def branch_ids(self) -> tuple[int, ...]:
        """Branches this person works in, the home branch first."""
        rows = UserBranch.objects.filter(user_id=self.pk).order_by("-home", "branch_id")
        return tuple(rows.values_list("branch_id", flat=True))

    @cached_property
    def staff_id(self) -> int | None:
        """The member of staff behind this login, if any."""
        staff: Staff | None = getattr(self, "staff", None)
        return None if staff is None else staff.pk

    def forget_access(self) -> None:
        """Drop what was remembered about roles and branches, after they changed."""
        for name in ("role_codes", "branch_ids", "staff_id"):
            self.__dict__.pop(name, None)

    def has_perm(self, perm: str, obj: models.Model | None = None) -> bool:
        """Django's and viewflow's question, answered from the table of rights."""
        from erp.kernel.access.rights import may  # noqa: PLC0415  rights speak of users: the one circle here

        return may(self, perm, obj)

    def get_all_permissions(self, obj: models.Model | None = None) -> set[str]:
        """Codes of every right held, as viewflow's queue wants them."""
        from erp.kernel.access.rights import rights_of  # noqa: PLC0415

        return set(rights_of(self))


class UserRole(Record):
    """A role given to a person. Its history says by whom and when."""

    application_may: ClassVar[frozenset[str]] = frozenset({"SELECT", "INSERT", "DELETE"})
    history_from_birth: ClassVar[bool] = True

    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    role = models.ForeignKey(Role, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("user", "role"), name="access_user_role_once")]


class UserBranch(Record):
    """A branch where a person works."""

    application_may: ClassVar[frozenset[str]] = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE"})
    history_from_birth: ClassVar[bool] = True

    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    branch = models.ForeignKey(Branch, models.PROTECT, related_name="+")
    home = models.BooleanField(_("home branch"), default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("user", "branch"), name="access_user_branch_once"),
            models.UniqueConstraint(
                fields=("user",), condition=models.Q(home=True), name="access_user_one_home_branch"
            ),
        ]
