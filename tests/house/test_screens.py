"""What must hold for every screen and menu entry."""

import pytest
from django.urls import Resolver404, resolve
from django.utils import translation

from erp.kernel.access.rights import rights
from erp.kernel.documents.nouns import noun_of
from erp.kernel.screens.describe import describe
from erp.kernel.screens.registry import menu_items, screens
from erp.kernel.screens.screen import Column


@pytest.mark.parametrize("noun", sorted(screens()))
def test_a_screen_names_what_exists(noun: str, administrator) -> None:
    screen = screens()[noun]
    assert resolve(screen.endpoint)
    described = describe(screen, None)
    columns = [column.field if isinstance(column, Column) else column for column in screen.columns]
    assert [name for name in columns if name not in described["fields"]] == []
    named = {name for section in screen.form for name in section.fields} | set(screen.group_by)
    assert sorted(named - set(described["fields"])) == []
    figures = {name: described["fields"][name] for name in screen.figures}
    assert {name: field["type"] for name, field in figures.items() if field.get("computed")} == dict(screen.figures)
    module, name = noun.split(".")
    assert f"{module}.read_{name}" in rights().scopes


@pytest.mark.parametrize("item", menu_items(), ids=lambda item: item.code)
def test_a_menu_entry_leads_somewhere_that_its_reader_may_go(item) -> None:
    assert item.right in rights().scopes
    if item.to.startswith("/list/"):
        assert item.to.removeprefix("/list/").partition("?")[0] in screens()


@pytest.mark.parametrize("item", menu_items(), ids=lambda item: item.code)
def test_a_menu_entry_speaks_thai(item) -> None:
    with translation.override("en"):
        english = str(item.label)
    with translation.override("th"):
        assert str(item.label) != english


def test_every_noun_with_a_machine_or_number_can_be_found(db: None) -> None:
    from erp.kernel.machines.machine import MACHINES

    modules = {noun_of(model).split(".")[0] for model in MACHINES} - {"files"}
    assert modules <= {noun.split(".")[0] for noun in screens()}


def test_an_unknown_address_is_refused() -> None:
    with pytest.raises(Resolver404):
        resolve("/api/v1/nothing/here/")
