"""Why a module is not installed or uninstalled."""

from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.refusals import Busy, Missing, NotNow, Refusal


class ModuleUnknown(Missing):
    """No module of that name is available here."""

    code = "registry.module.unknown"
    title = _("There is no such module")


class DependencyMissing(NotNow):
    """It depends on a module that is not available here."""

    code = "registry.module.dependency_missing"
    title = _("A module that it needs is not available")


class AlreadyThere(NotNow):
    """It is installed."""

    code = "registry.module.already_installed"
    title = _("The module is already installed")


class NotThere(NotNow):
    """It is not installed."""

    code = "registry.module.not_installed"
    title = _("The module is not installed")


class StillNeeded(NotNow):
    """Other installed modules depend on it."""

    code = "registry.module.still_needed"
    title = _("Other modules need this one")


class WorkIsLive(NotNow):
    """Its own flows or queued tasks are not finished."""

    code = "registry.module.work_is_live"
    title = _("The module still has work under way")


class OperationRunning(Busy):
    """One operation at a time."""

    code = "registry.operation.running"
    title = _("Another module is being installed or uninstalled")
    retry_after = 5


class OperationFailed(Refusal):
    """The operation failed; what was installed before goes on serving."""

    code = "registry.operation.failed"
    status = 500
    title = _("The operation failed; everything is as it was before")
