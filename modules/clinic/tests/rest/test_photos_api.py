"""From the token to the link; not one byte passes through us."""

from __future__ import annotations

from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from erp.kernel.audit.models import ReadLog
from erp.kernel.files.tests.pictures import picture
from modules.clinic.models import Photo, TimelineEntry

TOKEN = "/api/v1/clinic/upload-token/"
CONFIRM = "/api/v1/clinic/confirm-upload/"
PHOTOS = "/api/v1/clinic/photos/"


def ask(at_session, raw, **values):
    body = {
        "session": at_session.pk,
        "view": "front",
        "moment": "before",
        "content_type": "image/jpeg",
        "size": len(raw),
    }
    return {**body, **values}


def put(token, raw):
    request = Request(token["url"], data=raw, method=token["method"], headers=token["headers"])
    with urlopen(request, timeout=10) as answer:
        return answer.status


@pytest.mark.parametrize("method", ["get", "post"])
def test_upload_token_without_consent_to_photos_is_refused(api, doctor, session, consent, method):
    consent("treatment")
    refused = getattr(api(doctor), method)(TOKEN, ask(session, b"x"))
    assert refused.status_code == 409
    assert refused.json()["code"] == "clinic.photo.needs_photo_consent"


def test_confirm_upload_after_consent_was_withdrawn_is_refused(api, doctor, session, consent, s3):
    consent("photo_record")
    client = api(doctor)
    token = client.post(TOKEN, ask(session, picture())).json()
    consent("photo_record", given=False)
    refused = client.post(CONFIRM, {"upload_id": token["upload_id"]})
    assert refused.status_code == 409
    assert not Photo.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_photo_from_token_to_link(
    api, doctor, session, consent, s3, drain, method, django_capture_on_commit_callbacks
):
    consent("photo_record")
    client = api(doctor)
    raw = picture()
    answer = getattr(client, method)(TOKEN, ask(session, raw))
    assert answer.status_code == 200, answer.content
    token = answer.json()
    assert token["method"] == "PUT"
    assert put(token, raw) == 200
    confirmed = client.post(CONFIRM, {"upload_id": token["upload_id"]})
    assert confirmed.status_code == 200, confirmed.content
    photo = confirmed.json()["photo"]
    assert photo["state"] == "checking"
    assert client.get(f"{PHOTOS}{photo['id']}/link/").status_code == 409
    assert not TimelineEntry.objects.filter(kind="photo").exists()
    drain()
    row = client.get(f"{PHOTOS}{photo['id']}/").json()
    assert (row["state"], row["session"], row["width"], row["height"]) == ("ready", session.pk, 900, 600)
    link = client.get(f"{PHOTOS}{photo['id']}/link/", {"rendition": "thumb"})
    with urlopen(link.json()["url"], timeout=10) as shown:
        assert shown.status == 200
        assert shown.headers["Content-Type"] == "image/jpeg"
    assert ReadLog.objects.filter(noun="clinic.photo", purpose="link thumb").count() == 1
    assert TimelineEntry.objects.get(kind="photo").has_photo
    twice = client.post(CONFIRM, {"upload_id": token["upload_id"]})
    assert twice.json()["photo"]["id"] == photo["id"]
    assert Photo.objects.count() == 1


def test_a_photo_that_is_none_is_rejected_and_says_why(api, doctor, session, consent, s3, drain):
    consent("photo_record")
    client = api(doctor)
    raw = b"<html>not a photo</html>"
    token = client.post(TOKEN, ask(session, raw)).json()
    put(token, raw)
    photo = client.post(CONFIRM, {"upload_id": token["upload_id"]}).json()["photo"]
    drain()
    row = client.get(f"{PHOTOS}{photo['id']}/").json()
    assert row["state"] == "rejected"
    assert row["reason"].startswith("files.")
    assert client.get(f"{PHOTOS}{photo['id']}/link/").status_code == 409
    assert not TimelineEntry.objects.filter(kind="photo").exists()


def test_upload_token_fixes_size_and_type(api, doctor, session, consent, s3):
    consent("photo_record")
    raw = picture()
    token = api(doctor).post(TOKEN, ask(session, raw)).json()
    with pytest.raises(HTTPError):
        put(token, raw + b"x")


@pytest.mark.parametrize(
    "wrong",
    [
        {"content_type": "text/html"},
        {"size": 0},
        {"size": 26 * 1024 * 1024},
        {"view": "back of beyond"},
        {"moment": "meanwhile"},
        {"session": "one"},
    ],
)
def test_upload_token_for_what_is_no_photo_is_refused(api, doctor, session, consent, s3, wrong):
    consent("photo_record")
    assert api(doctor).post(TOKEN, ask(session, b"x", **wrong)).status_code in (400, 422)


@pytest.mark.parametrize("upload_id", ["", "made-up", "eyJrZXkiOiJ4In0:1abc:def"])
def test_confirm_upload_with_a_made_up_id_is_refused(api, doctor, session, consent, upload_id):
    consent("photo_record")
    refused = api(doctor).post(CONFIRM, {"upload_id": upload_id})
    assert refused.status_code in (400, 422)
    assert not Photo.objects.exists()


def test_confirm_upload_of_somebody_elses_token_is_refused(api, doctor, user_of, session, consent, s3):
    consent("photo_record")
    token = api(doctor).post(TOKEN, ask(session, picture())).json()
    refused = api(user_of("doctor", "2")).post(CONFIRM, {"upload_id": token["upload_id"]})
    assert refused.status_code == 403
    assert not Photo.objects.exists()
