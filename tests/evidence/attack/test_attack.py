"""By SQL as the application's role, and as a module's own code: what is posted, sealed, numbered and used stays."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.db import DatabaseError, models, transaction
from django.db.models import F, Value
from django_fsm import TransitionNotAllowed

from erp.kernel.documents.refusals import Refusal
from erp.kernel.testing.database import url_of
from tests.evidence.attack.marks import Kept
from tests.evidence.attack.statements import KEPT, Attack, attacks
from tests.evidence.lived import Lived
from tests.evidence.size import SEED, say, size

ATTACKS = size(200, 1_000)
REFUSED = (DatabaseError, Refusal, AttributeError, TransitionNotAllowed)


@pytest.fixture
def kept(committed_db: str) -> Iterator[Kept]:
    """What a day has left, marked."""
    Lived()
    with psycopg.connect(url_of(committed_db), autocommit=True) as link:
        yield Kept(link)


def outcome_of(attack: Attack, database: str) -> str:
    """Why it was refused, or "done"."""
    with psycopg.connect(url_of(database)) as link:
        try:
            link.execute(attack.sql)
            link.commit()
        except psycopg.Error as refusal:
            return refusal.sqlstate or type(refusal).__name__
    return "done"


def test_two_hundred_attacks_by_sql_change_nothing(kept: Kept, committed_db: str) -> None:
    outcomes: Counter[str] = Counter()
    for attack in attacks(kept.link, seed=SEED, count=ATTACKS):
        outcome = outcome_of(attack, committed_db)
        assert kept.changed() == [], f"{outcome}: {attack.sql}"
        assert outcome not in ("42601", "23502"), f"refused for its form ({outcome}), so no attack: {attack.sql}"
        outcomes[outcome] += 1
    assert sum(outcomes.values()) == ATTACKS
    assert outcomes["done"] < ATTACKS / 20, "an attack that is not refused must have had nothing to change"
    say(f"attacks by SQL: {ATTACKS}, none succeeded; by SQLSTATE {dict(outcomes.most_common())}")


def by_orm(model: type[models.Model], rows: Any) -> Iterator[tuple[str, Callable[[], object]]]:
    """What the code of a module could try on the rows that are kept."""
    first = rows.first()
    assert first is not None, model
    for field in model._meta.concrete_fields:
        if field.primary_key:
            continue
        another = _another(field)
        yield f"update {field.name}", lambda name=field.attname, value=another: rows.update(**{name: value})

        def changed(name: str = field.attname, value: Any = another) -> Any:
            record = rows.first()
            record.__dict__[name] = value  # past the field that refuses assignment
            return record

        yield f"save {field.name}", lambda changed=changed: changed().save()
        yield (
            f"bulk_update {field.name}",
            lambda changed=changed, name=field.name: model._base_manager.bulk_update([changed()], [name]),
        )
    yield "delete", lambda: rows.first().delete()
    yield "delete all", lambda: rows.delete()
    yield "delete raw", lambda: rows._raw_delete("default")
    yield "insert again", lambda: rows.first().save(force_insert=True)
    yield "upsert", lambda: model._base_manager.bulk_create(
        [rows.first()], update_conflicts=True, unique_fields=[model._meta.pk.name],
        update_fields=[model._meta.concrete_fields[-1].name],
    )  # fmt: skip
    if any(field.name == "state" for field in model._meta.concrete_fields):
        yield "assign state", lambda: setattr(rows.first(), "state", "draft")


def _another(field: Any) -> Any:
    if field.name in ("created_at", "updated_at"):
        return "2001-01-01T00:00:00Z"
    if isinstance(field, models.JSONField):
        return Value([1], models.JSONField())
    if isinstance(field, models.BooleanField):
        return ~F(field.name)
    if isinstance(field, models.CharField):
        return "x"
    if isinstance(field, models.UUIDField):
        return "00000000-0000-0000-0000-000000000001"
    if isinstance(field, models.DateTimeField | models.DateField):
        return "2001-01-01T00:00:00Z" if isinstance(field, models.DateTimeField) else "2001-01-01"
    if isinstance(field, models.BinaryField):
        return b"x" * 32
    if isinstance(field, models.DecimalField | models.IntegerField | models.ForeignKey):
        return 7_777_777
    return None


def test_a_modules_own_code_changes_nothing(kept: Kept) -> None:
    tried: Counter[str] = Counter()
    for model in apps.get_models():
        table = model._meta.db_table
        if table not in KEPT or table == "sequences_numberseries":
            continue
        rows = model._base_manager.extra(where=[KEPT[table]]) if KEPT[table] != "true" else model._base_manager.all()
        if not rows.exists():
            continue
        for about, attack in by_orm(model, rows):
            try:
                with transaction.atomic():
                    attack()
                outcome = "done"
            except (*REFUSED, TypeError, ValueError, models.ProtectedError, models.RestrictedError) as refusal:
                outcome = type(refusal).__name__
            assert kept.changed() == [], f"{table}: {about}: {outcome}"
            tried[outcome] += 1
    say(f"attacks by the ORM: {sum(tried.values())}, none succeeded; {dict(tried.most_common())}")
    assert sum(tried.values()) > 200
