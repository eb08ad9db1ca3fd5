"""What the Apps screen asks for, and who may."""

from erp.kernel.registry.models import ModuleOperation


def test_install_is_asked_for_once_and_can_be_followed(planted, administrator, api):
    caller = api(administrator)
    asked = caller.post("/api/v1/modules/loyalty/install/")
    assert asked.status_code == 202
    busy = caller.post("/api/v1/modules/gifts/install/")
    assert (busy.status_code, busy.json()["code"]) == (409, "registry.operation.running")
    operation = caller.get(f"/api/v1/modules/operations/{asked.json()['operation_id']}/").json()
    assert (operation["state"], operation["progress"], operation["requested_by"]) == ("waiting", 0, "administrator")
    listed = {row["name"]: row for row in caller.get("/api/v1/modules/").json()["modules"]}
    assert listed["loyalty"]["state"] == "available"
    assert listed["loyalty"]["operation_id"] == operation["id"]


def test_install_is_refused_to_a_cashier(planted, cashier, api):
    answer = api(cashier).post("/api/v1/modules/loyalty/install/")
    assert answer.status_code == 403
    assert not ModuleOperation.objects.exists()


def test_install_of_an_unknown_module_is_refused(planted, administrator, api):
    answer = api(administrator).post("/api/v1/modules/no_such/install/")
    assert (answer.status_code, answer.json()["code"]) == (404, "registry.module.unknown")


def test_install_with_a_missing_dependency_is_refused_by_name(planted, administrator, api):
    planted.module("orphan", "child", depends=["nowhere"])
    answer = api(administrator).post("/api/v1/modules/orphan/install/")
    assert (answer.status_code, answer.json()["code"]) == (409, "registry.module.dependency_missing")
    assert "nowhere" in answer.json()["detail"]


def test_uninstall_of_what_is_not_installed_is_refused(planted, administrator, api):
    answer = api(administrator).post("/api/v1/modules/loyalty/uninstall/")
    assert answer.json()["code"] == "registry.module.not_installed"


def test_modules_are_listed_in_the_callers_language(planted, cashier, api):
    (planted.folder / "loyalty" / "manifest.toml").write_text(
        'name = "loyalty"\ntitle = "Loyalty"\ntitle_th = "สะสมแต้ม"\nversion = "1.0.0"\nsummary = "Points."\n'
    )
    listed = api(cashier, language="th").get("/api/v1/modules/").json()["modules"]
    assert next(row for row in listed if row["name"] == "loyalty")["title"] == "สะสมแต้ม"
