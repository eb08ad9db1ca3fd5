from __future__ import annotations

import pytest

from modules.clinic.models import FaceChart

CHARTS = "/api/v1/clinic/face-charts/"
STROKE = {
    "id": "s1", "type": "stroke", "tool": "pen", "color": "#FF0000", "width": 0.004,
    "points": [[0.1, 0.1, 0.5], [0.2, 0.2, 0.6]],
}  # fmt: skip
AREA = {"id": "a1", "type": "area", "points": [[0.1, 0.1], [0.2, 0.1], [0.2, 0.2]]}
TEXT = {"id": "t1", "type": "text", "x": 0.3, "y": 0.4, "text": "asymmetry"}


@pytest.fixture
def save(api, doctor, session):
    client = api(doctor)

    def post(items, *, expected=0, view="front", **values):
        body = {"session": session.pk, "view": view, "items": items, "expected_version": expected, **values}
        return client.post(CHARTS, body)

    return post


def test_save_face_chart_keeps_every_kind_of_annotation(save, point):
    saved = save([point(), STROKE, AREA, TEXT])
    assert saved.status_code == 201, saved.content
    items = {item["id"]: item for item in saved.json()["items"]}
    assert items["p1"]["units"] == "10"
    assert items["s1"]["color"] == "#ff0000"
    assert items["s1"]["points"] == [[0.1, 0.1, 0.5], [0.2, 0.2, 0.6]]
    assert items["t1"]["text"] == "asymmetry"


def test_save_face_chart_again_adds_a_version_and_keeps_the_first(save, point):
    save([point()])
    again = save([point(), TEXT], expected=1)
    assert again.json()["version_no"] == 2
    assert [len(chart.items) for chart in FaceChart.objects.order_by("version_no")] == [1, 2]


def test_save_face_chart_over_a_newer_version_is_refused(save, point):
    save([point()])
    stale = save([TEXT], expected=0)
    assert stale.status_code == 412
    assert stale.json()["code"] == "clinic.face_chart.stale"
    assert stale.json()["current"] == {"version": 1}
    assert FaceChart.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"x": 1.01}, "items[0].x"),
        ({"y": -0.01}, "items[0].y"),
        ({"x": "0.5"}, "items[0].x"),
        ({"x": True}, "items[0].x"),
        ({"type": "virus"}, "items[0].type"),
        ({"id": ""}, "items[0].id"),
        ({"units": "-1"}, "items[0].units"),
        ({"units": "1.005"}, "items[0].units"),
        ({"units": "NaN"}, "items[0].units"),
        ({"lot_id": None}, "items[0].lot_id"),
        ({"product_id": None}, "items[0].product_id"),
        ({"product_id": 999999}, "items[0].product_id"),
        ({"lot_id": 999999}, "items[0].lot_id"),
        ({"site": "x" * 61}, "items[0].site"),
        ({"note": ["a"]}, "items[0].note"),
    ],
)
def test_save_face_chart_with_what_cannot_be_is_refused_naming_it(save, point, change, field):
    refused = save([point(**change)])
    assert refused.status_code == 422, refused.content
    assert refused.json()["field"] == field
    assert not FaceChart.objects.exists()


@pytest.mark.parametrize(
    "stroke",
    [
        {**STROKE, "points": []},
        {**STROKE, "points": [[0.1]]},
        {**STROKE, "points": [[0.1, 0.2, 1.5]]},
        {**STROKE, "color": "red"},
        {**STROKE, "width": 2},
        {**AREA, "points": AREA["points"][:2]},
        {**TEXT, "text": ""},
    ],
)
def test_save_face_chart_with_a_wrong_shape_is_refused(save, stroke):
    assert save([stroke]).status_code == 422


def test_save_face_chart_with_one_id_twice_is_refused(save, point):
    assert save([point(), point()]).status_code == 422


def test_save_face_chart_drops_what_it_does_not_know(save):
    saved = save([{**TEXT, "script": "<b>"}]).json()
    assert "script" not in saved["items"][0]


def test_save_face_chart_of_a_completed_session_is_refused(save, api, doctor, session, point):
    api(doctor).post(f"/api/v1/clinic/sessions/{session.pk}/complete/")
    refused = save([TEXT])
    assert refused.status_code == 409
    assert refused.json()["code"] == "clinic.treatment_session.closed"


def test_list_face_charts_of_a_patient(save, api, doctor, session):
    save([TEXT])
    rows = api(doctor).get(CHARTS, {"where": f'{{"patient": {{"eq": {session.patient_id}}}}}'}).json()["results"]
    assert [row["session"] for row in rows] == [session.pk]


def test_save_face_chart_writes_the_timeline(save, api, doctor, session):
    save([TEXT])
    rows = api(doctor).get("/api/v1/clinic/timeline/", {"patient": session.patient_id}).json()["results"]
    (row,) = [row for row in rows if row["kind"] == "face_chart"]
    assert (row["source"], row["has_photo"], row["summary"]) == ("face_canvas", False, "front v1")
