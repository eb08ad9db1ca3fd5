"""A newcomer's first module: by the recipe, installed, on screen."""

import json

import pytest

SHOW = """
from erp.kernel.access.models import Role, User
from erp.kernel.screens.describe import describe
from erp.kernel.screens.registry import menu_items, screens
import json
user = User.objects.create(username="newcomer", display_name="Newcomer")
user.roles.add(Role.objects.get_or_create(code="administrator")[0])
screen = describe(screens()["bookshelf.book"], user)
print(json.dumps({"menu": [item.code for item in menu_items()], "title": screen["title"], "perms": screen["perms"]}))
"""


@pytest.mark.slow
def test_startmodule_installs_and_shows_its_screen(manage, planted):
    manage("startmodule", "bookshelf", "--noun", "book", "--folder", str(planted.folder))
    assert "already" in manage("startmodule", "bookshelf", "--folder", str(planted.folder), expect=1)
    manage("modules", "install", "bookshelf")
    shown = json.loads(manage("shell", "-v", "0", "-c", SHOW).strip().splitlines()[-1])
    assert "bookshelf.book" in shown["menu"]
    assert shown["title"] == "Book"
    assert shown["perms"]["create"] is True
