"""Who is who, where, and what they may do."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccessConfig(AppConfig):
    """Users, roles, company, branches, staff, sessions and the table of rights."""

    name = "erp.kernel.access"
    label = "access"
    verbose_name = "Access"

    def ready(self) -> None:
        """Bring the table of roles in step with roles.toml after each migrate."""
        from erp.kernel.access.services.load_roles import roles_follow_the_file

        post_migrate.connect(roles_follow_the_file, sender=self, dispatch_uid="access.roles")
