"""Brings the tables up to the models, or takes modules' tables away: `manage.py migrate`, quickly."""

from collections.abc import Sequence

from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import connection

from erp.kernel.registry.quick_state import QuickExecutor


def migrate(*, away: Sequence[str] = ()) -> None:
    """Apply whatever is not yet applied; or take back all that the apps `away` (labels) ever applied, in one plan."""
    executor = QuickExecutor(connection)
    executor.loader.check_consistent_history(connection)
    graph = executor.loader.graph
    targets = [(label, None) for label in away] or graph.leaf_nodes()
    plan = executor.migration_plan(targets)
    before = executor._create_project_state(with_applied_migrations=True)
    emit_pre_migrate_signal(0, False, connection.alias, apps=before.apps, plan=plan)
    after = executor.migrate(targets, plan, before)
    after.clear_delayed_apps_cache()
    emit_post_migrate_signal(0, False, connection.alias, apps=after.apps, plan=plan)
