"""Install and uninstall as an operator does it: real processes, a database of their own."""

import shutil
from uuid import uuid4

import pytest
from django.db import connection

from erp.kernel.events.models import Delivery, OutboxEvent
from erp.kernel.realtime.announce import RecordChanged
from erp.kernel.registry.models import InstalledModule, ModuleOperation, RegistryVersion
from erp.kernel.registry.operating import LOCK

pytestmark = pytest.mark.slow


def states():
    return dict(InstalledModule.objects.values_list("name", "state"))


def exists(table):
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [table])
        return cursor.fetchone()[0]


def rows(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def test_install_uninstall_reinstall_keeps_rows_and_replays_what_was_missed(manage):
    plan = manage("modules", "plan", "install", "gifts", "--format", "json")
    assert [(step["name"], step["reason"]) for step in plan["modules"]] == [
        ("loyalty", "needed"),
        ("gifts", "requested"),
        ("loyalty_gifts", "bridge"),
    ]
    assert {table["name"] for table in plan["tables"]} == {"loyalty_card", "gifts_voucher", "loyalty_gifts_link"}
    assert "gifts.create_voucher" in plan["rights"]

    manage("modules", "install", "gifts")
    assert states() == {"loyalty": "installed", "gifts": "installed", "loyalty_gifts": "installed"}
    version = RegistryVersion.objects.get().number
    with connection.cursor() as cursor:  # as the application's role: the grants are there
        cursor.execute("INSERT INTO gifts_voucher (name, note) SELECT 'v' || n, '' FROM generate_series(1, 7) n")
        cursor.execute("UPDATE gifts_voucher SET note = 'changed' WHERE name = 'v3'")
    before = rows("SELECT id, name, note, version, created_at, updated_at FROM gifts_voucher ORDER BY id")

    refusal = manage("modules", "uninstall", "loyalty", expect=1)
    assert "loyalty is needed by gifts" in refusal

    manage("modules", "uninstall", "gifts")
    assert states() == {"loyalty": "installed", "gifts": "archived", "loyalty_gifts": "archived"}
    assert not exists("public.gifts_voucher")
    assert rows("SELECT name, row_count FROM archive.erp_archive WHERE module = 'gifts'") == [("gifts_voucher", 7)]
    assert rows("SELECT count(*) FROM django_content_type WHERE app_label = 'gifts'") == [(0,)]
    assert RegistryVersion.objects.get().number > version

    missed = OutboxEvent.objects.create(event_id=uuid4(), type="loyalty.card_stamped.v1", key="1", data={"card_id": 1})
    manage("modules", "install", "gifts")
    assert states() == {"loyalty": "installed", "gifts": "installed", "loyalty_gifts": "installed"}  # nobody named it
    assert rows("SELECT id, name, note, version, created_at, updated_at FROM gifts_voucher ORDER BY id") == before
    assert (
        Delivery.objects.filter(event=missed, listener="gifts.on_card_stamped").exists()
        or Delivery.objects.filter(event=missed, listener__endswith="on_card_stamped").exists()
    )
    with connection.cursor() as cursor:  # the sequence goes on after the last row
        cursor.execute("INSERT INTO gifts_voucher (name, note) VALUES ('new', '') RETURNING id")
        assert cursor.fetchone()[0] == before[-1][0] + 1


def test_failed_install_leaves_the_old_set_and_nothing_behind(manage):
    output = manage("modules", "install", "broken", expect=1)
    assert "no_such_function" in output
    assert states() == {}
    assert not exists("public.broken_shard")
    operation = ModuleOperation.objects.get(module="broken")
    assert operation.state == "failed"
    assert "no_such_function" in operation.error


def test_second_operation_is_refused_while_one_runs(manage):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        assert "Another module is being installed" in manage("modules", "install", "loyalty", expect=1)
        cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
    assert states() == {}


def test_interrupted_uninstall_is_put_back_by_the_next_operation(manage, owner_connection):
    manage("modules", "install", "loyalty")
    owner_connection.execute("UPDATE erp_module SET state = 'leaving'")
    owner_connection.execute(
        "INSERT INTO erp_module_operation (module, action, state, requested_by, progress, log, error)"
        " VALUES ('loyalty', 'uninstall', 'running', 'somebody', 40, '[]', '')"
    )
    manage("modules", "work")
    assert states() == {"loyalty": "installed"}
    assert ModuleOperation.objects.get(action="uninstall").state == "failed"


def test_operation_asked_for_is_carried_out_by_the_next_worker(manage, owner_connection):
    owner_connection.execute(
        "INSERT INTO erp_module_operation (module, action, state, requested_by, progress, log, error)"
        " VALUES ('loyalty', 'install', 'waiting', 'admin', 0, '[]', ''),"
        " ('loyalty', 'uninstall', 'waiting', 'admin', 0, '[]', '')"
    )
    manage("modules", "work")
    assert list(ModuleOperation.objects.order_by("id").values_list("state", "progress")) == [("done", 100)] * 2
    assert states() == {"loyalty": "archived"}
    told = OutboxEvent.objects.filter(type=RecordChanged.type).order_by("pk").values_list("data", flat=True)
    operations = list(ModuleOperation.objects.order_by("id").values_list("id", flat=True))
    assert [(each["topic"], each["id"]) for each in told] == [("registry.module", each) for each in operations]


def test_a_bridge_comes_with_an_update_but_not_back_once_it_was_uninstalled_by_name(manage, planted):
    link = planted.folder / "loyalty_gifts"
    away = planted.folder.parent / "not_shipped_yet"
    link.rename(away)
    manage("modules", "install", "gifts")
    assert states() == {"loyalty": "installed", "gifts": "installed"}
    away.rename(link)
    assert manage("modules", "prepare", "--format", "json")["bridges"] == ["loyalty_gifts"]
    assert states()["loyalty_gifts"] == "installed"
    assert exists("public.loyalty_gifts_link")

    manage("modules", "uninstall", "loyalty_gifts")
    planted.module(
        "bad_bridge",
        "stone",
        depends=["gifts"],
        more='migrations.RunSQL("SELECT no_such_function()")',
        manifest="auto_install = true",
    )
    assert manage("modules", "prepare", "--format", "json")["bridges"] == []  # and yet the start goes on
    assert "bad_bridge" not in states()
    assert "no_such_function" in ModuleOperation.objects.get(module="bad_bridge").error
    shutil.rmtree(planted.folder / "bad_bridge")

    manage("modules", "uninstall", "gifts")
    manage("modules", "install", "gifts")
    assert states() == {"loyalty": "installed", "gifts": "installed", "loyalty_gifts": "archived"}
    manage("modules", "install", "loyalty_gifts")
    assert states()["loyalty_gifts"] == "installed"
