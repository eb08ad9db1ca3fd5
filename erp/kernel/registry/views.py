"""`/api/v1/modules/`: the Apps screen and the web client's list of remotes."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from erp.kernel.documents.refusals import Invalid, Missing
from erp.kernel.registry.listing import module_list, registry_version
from erp.kernel.registry.models import ModuleOperation
from erp.kernel.registry.operating import request_operation
from erp.kernel.registry.planning import INSTALL, UNINSTALL, plan
from erp.kernel.rest.doors import CommandView, ReadView
from erp.kernel.rest.permissions import SIGNED_IN


class RemoteAnswer(serializers.Serializer[Any]):
    """A micro-frontend that the web client loads."""

    name = serializers.CharField()
    entry = serializers.CharField()
    module = serializers.CharField()
    api_version = serializers.IntegerField()
    prefix = serializers.CharField()
    routes = serializers.ListField(child=serializers.CharField())


class ModuleAnswer(serializers.Serializer[Any]):
    """One module."""

    name = serializers.CharField()
    title = serializers.CharField()
    summary = serializers.CharField()
    version = serializers.CharField()
    category = serializers.CharField()
    icon = serializers.CharField()
    state = serializers.ChoiceField(["installed", "available", "archived", "leaving", "missing"])
    depends = serializers.ListField(child=serializers.CharField())
    optional = serializers.ListField(child=serializers.CharField())
    auto_install = serializers.BooleanField()
    is_workflow = serializers.BooleanField()
    operation_id = serializers.IntegerField(allow_null=True)
    remote = RemoteAnswer(allow_null=True)


class ModulesAnswer(serializers.Serializer[Any]):
    """All modules and the number of the set."""

    modules = ModuleAnswer(many=True)
    registry_version = serializers.IntegerField()


class StepAnswer(serializers.Serializer[Any]):
    """One module of a plan."""

    name = serializers.CharField()
    title = serializers.CharField()
    version = serializers.CharField()
    reason = serializers.ChoiceField(["requested", "needed", "bridge"])


class TableAnswer(serializers.Serializer[Any]):
    """A table and its rows."""

    module = serializers.CharField()
    name = serializers.CharField()
    rows = serializers.IntegerField()


class PlanAnswer(serializers.Serializer[Any]):
    """What an operation would touch."""

    module = serializers.CharField()
    action = serializers.ChoiceField(["install", "uninstall"])
    modules = StepAnswer(many=True)
    tables = TableAnswer(many=True)
    rows = serializers.IntegerField()
    rights = serializers.ListField(child=serializers.CharField())
    screens = serializers.ListField(child=serializers.CharField())
    flows = serializers.ListField(child=serializers.CharField())
    restores = TableAnswer(many=True)
    obstacles = serializers.ListField(child=serializers.CharField())


class AcceptedAnswer(serializers.Serializer[Any]):
    """Where to ask how it goes."""

    operation_id = serializers.IntegerField()


class OperationAnswer(serializers.Serializer[Any]):
    """How an operation goes."""

    id = serializers.IntegerField()
    module = serializers.CharField()
    action = serializers.ChoiceField(["install", "uninstall"])
    state = serializers.ChoiceField(["waiting", "running", "done", "failed"])
    progress = serializers.IntegerField()
    log = serializers.ListField(child=serializers.CharField())
    error = serializers.CharField()
    requested_by = serializers.CharField()
    requested_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)


class ModulesView(ReadView):
    """Everybody who is signed in needs the list: the web client loads its parts by it."""

    right = SIGNED_IN
    answer = ModulesAnswer

    def get(self, request: Request) -> Response:
        """Answer all modules."""
        return Response({"modules": module_list(), "registry_version": registry_version()})


class PlanView(ReadView):
    """What an operation would do."""

    right = "registry.read_module"
    answer = PlanAnswer

    def get(self, request: Request, name: str) -> Response:
        """Answer the plan for `?action=install|uninstall`."""
        action = request.query_params.get("action", INSTALL)
        if action not in (INSTALL, UNINSTALL):
            raise Invalid(_("The action is install or uninstall"), field="action")
        return Response(plan(name, action).as_json())


class InstallView(CommandView):
    """Ask for an install."""

    right = "registry.install_module"
    answer = AcceptedAnswer
    status = 202

    def post(self, request: Request, name: str) -> Response:
        """The supervisor carries it out; 202 with the operation to follow."""
        operation = request_operation(name, INSTALL, by=self.user.get_username())
        return Response({"operation_id": operation.pk}, status=202)


class UninstallView(CommandView):
    """Ask for an uninstall."""

    right = "registry.uninstall_module"
    answer = AcceptedAnswer
    status = 202

    def post(self, request: Request, name: str) -> Response:
        """The supervisor carries it out; 202 with the operation to follow."""
        operation = request_operation(name, UNINSTALL, by=self.user.get_username())
        return Response({"operation_id": operation.pk}, status=202)


class OperationView(ReadView):
    """How an operation goes."""

    right = "registry.read_module"
    answer = OperationAnswer

    def get(self, request: Request, pk: int) -> Response:
        """Answer one operation."""
        operation = ModuleOperation.objects.filter(pk=pk).first()
        if operation is None:
            raise Missing()
        return Response(OperationAnswer(operation).data)
