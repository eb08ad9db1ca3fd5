"""From the browser to the store to the worker, against a server that checks what it is sent."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from botocore.exceptions import ClientError
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from erp.kernel.access.models import User
from erp.kernel.documents.refusals import Missing
from erp.kernel.events.models import Delivery, OutboxEvent
from erp.kernel.events.routing import route
from erp.kernel.files import uploads
from erp.kernel.files.errors import (
    BadUploadKey,
    NotVerified,
    NotYourUpload,
    UnknownPurpose,
    UploadExpired,
    WrongSize,
    WrongType,
)
from erp.kernel.files.models import StoredFile
from erp.kernel.files.purposes import PICTURE, Purpose, register
from erp.kernel.files.renditions import Rendition
from erp.kernel.files.services.sweep_quarantine import sweep_quarantine
from erp.kernel.files.services.verify_upload import verify_upload
from erp.kernel.files.store import bucket, inside
from erp.kernel.files.tests.pictures import SECRET, opened, picture, telling_picture
from erp.kernel.files.uploads import UploadTicket, claim_upload, presign_get, presign_put

pytestmark = pytest.mark.usefixtures("s3")
Drain = Callable[[], int]


def prepare(raw: bytes, by: User, at: datetime, content_type: str = "image/jpeg") -> UploadTicket:
    return presign_put(purpose=PICTURE.code, content_type=content_type, size=len(raw), by=by, at=at)


def put(ticket: UploadTicket, raw: bytes, **headers: str) -> int:
    request = Request(ticket.url, data=raw, method="PUT", headers=ticket.headers | headers)
    try:
        with urlopen(request, timeout=10) as answer:
            return int(answer.status)
    except HTTPError as refused:
        return refused.code


def claim(ticket: UploadTicket, by: User, at: datetime) -> StoredFile:
    return claim_upload(key=ticket.key, purpose=PICTURE.code, by=by, at=at)


def objects() -> list[str]:
    return [found["Key"] for found in inside().list_objects_v2(Bucket=bucket()).get("Contents", [])]


def test_photo_goes_from_browser_to_clean_and_leaves_nothing_in_quarantine(
    doctor: User, at: datetime, drain: Drain, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    raw = telling_picture()
    ticket = prepare(raw, doctor, at)
    assert put(ticket, raw) == 200
    file = claim(ticket, doctor, at)
    assert file.state == "quarantined"
    with pytest.raises(NotVerified):
        presign_get(file.pk)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        drain()
    file.refresh_from_db()
    assert (file.state, file.width, file.height, len(file.sha256)) == ("verified", 600, 900, 64)
    with urlopen(presign_get(file.pk, Rendition.ORIGINAL), timeout=10) as answer:
        kept = answer.read()
        assert answer.headers["Content-Type"] == "image/jpeg"
    assert SECRET.encode() not in kept
    assert opened(kept).size == (600, 900)
    for rendition, side in (("thumb", 400), ("large", 900)):
        with urlopen(presign_get(file.pk, rendition), timeout=10) as answer:
            assert max(opened(answer.read()).size) == side
    assert ticket.key not in objects()
    assert set(OutboxEvent.objects.values_list("type", flat=True)) >= {
        "files.stored_file.claimed.v1",
        "files.stored_file.verified.v1",
        "realtime.record.changed.v1",
    }


def test_upload_url_admits_exactly_the_agreed_bytes_type_and_place(doctor: User, at: datetime) -> None:
    raw = picture()
    ticket = prepare(raw, doctor, at)
    assert put(ticket, raw + b"!") == 403
    assert put(ticket, raw[:-1]) == 403
    assert put(ticket, raw, **{"Content-Type": "text/html"}) == 403
    elsewhere = UploadTicket(
        key="", url=ticket.url.replace("quarantine/", "clean/"), headers=ticket.headers, expires_at=at
    )
    assert put(elsewhere, raw) == 403
    unsigned = UploadTicket(key="", url=ticket.url.partition("?")[0], headers=ticket.headers, expires_at=at)
    assert put(unsigned, raw) == 403
    assert put(ticket, raw) == 200


def test_upload_url_expires(doctor: User, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "UPLOAD_SECONDS", 1)
    raw = picture()
    ticket = prepare(raw, doctor, at)
    time.sleep(2.1)
    assert put(ticket, raw) == 403


def test_upload_of_wrong_type_size_or_purpose_is_refused_with_the_limits(doctor: User, at: datetime) -> None:
    with pytest.raises(WrongType) as wrong_type:
        presign_put(purpose=PICTURE.code, content_type="application/pdf", size=10, by=doctor, at=at)
    assert wrong_type.value.extra["accepted"] == ["image/jpeg", "image/png", "image/webp"]
    for size in (0, -1, PICTURE.max_bytes + 1):
        with pytest.raises(WrongSize) as wrong_size:
            presign_put(purpose=PICTURE.code, content_type="image/png", size=size, by=doctor, at=at)
    assert wrong_size.value.extra["max_bytes"] == PICTURE.max_bytes
    with pytest.raises(UnknownPurpose):
        presign_put(purpose="nobody.knows", content_type="image/png", size=10, by=doctor, at=at)


def test_claim_of_a_forged_foreign_or_old_key_is_refused(
    doctor: User, cashier: User, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket = prepare(picture(), doctor, at)
    for forged in ("clean/abc", "quarantine/abc", ticket.key[:-1], ticket.key.replace("quarantine/", "quarantine/x")):
        with pytest.raises(BadUploadKey):
            claim_upload(key=forged, purpose=PICTURE.code, by=doctor, at=at)
    register(Purpose(code="test.other"))
    with pytest.raises(BadUploadKey):
        claim_upload(key=ticket.key, purpose="test.other", by=doctor, at=at)
    with pytest.raises(NotYourUpload):
        claim(ticket, cashier, at)
    monkeypatch.setattr("erp.kernel.files.upload_key.CLAIM_SECONDS", -1)
    with pytest.raises(UploadExpired):
        claim(ticket, doctor, at)
    assert not StoredFile.objects.exists()


def test_claim_twice_is_one_file(doctor: User, at: datetime) -> None:
    ticket = prepare(picture(), doctor, at)
    assert claim(ticket, doctor, at).pk == claim(ticket, doctor, at).pk
    assert StoredFile.objects.count() == 1


@pytest.mark.parametrize(
    ("raw", "rejection"), [(b"no picture", "files.not_what_it_claims"), (None, "files.never_uploaded")]
)
def test_file_that_is_no_picture_or_was_never_put_is_rejected_with_the_reason(
    doctor: User, at: datetime, drain: Drain, raw: bytes | None, rejection: str
) -> None:
    ticket = prepare(raw or b"xx", doctor, at)
    if raw:
        assert put(ticket, raw) == 200
    file = claim(ticket, doctor, at)
    drain()
    file.refresh_from_db()
    assert (file.state, file.rejection) == ("rejected", rejection)
    with pytest.raises(NotVerified):
        presign_get(file.pk)
    assert not [key for key in objects() if key.startswith(file.folder)]


def test_file_exchanged_in_the_store_for_a_larger_one_is_rejected(doctor: User, at: datetime) -> None:
    ticket = prepare(picture(), doctor, at)
    inside().put_object(Bucket=bucket(), Key=ticket.key, Body=picture() + b"more")
    file = verify_upload(file_id=claim(ticket, doctor, at).pk, at=at)
    assert (file.state, file.rejection) == ("rejected", "files.other_size")


def test_verification_repeated_changes_nothing(doctor: User, at: datetime) -> None:
    raw = picture()
    ticket = prepare(raw, doctor, at)
    put(ticket, raw)
    file = claim(ticket, doctor, at)
    version = verify_upload(file_id=file.pk, at=at).version
    assert verify_upload(file_id=file.pk, at=at).version == version


def test_store_that_does_not_answer_leaves_the_file_for_later(
    doctor: User, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    from erp.kernel.events.delivering import Outcome, deliver

    ticket = prepare(picture(), doctor, at)
    file = claim(ticket, doctor, at)
    route()
    wrong = settings.S3 | {"secret_key": "not the key"}
    monkeypatch.setattr(settings, "S3", wrong)
    delivery = Delivery.objects.get(listener="files.on_file_claimed")
    assert deliver(delivery.pk, nudge=lambda ids: None) is Outcome.FAILED
    file.refresh_from_db()
    assert file.state == "quarantined"


def test_sweep_deletes_uploads_that_nobody_claimed(doctor: User, at: datetime) -> None:
    raw = picture()
    forgotten, claimed = prepare(raw, doctor, at), prepare(raw, doctor, at)
    put(forgotten, raw)
    put(claimed, raw)
    claim(claimed, doctor, at)
    now = datetime.now(at.tzinfo)
    assert sweep_quarantine(at=now) == 0
    sweep_quarantine(at=now + timedelta(minutes=1), keep=timedelta(0))
    assert forgotten.key not in objects()
    assert claimed.key in objects()


def test_nobody_reads_without_a_signature(doctor: User, at: datetime) -> None:
    raw = picture()
    ticket = prepare(raw, doctor, at)
    put(ticket, raw)
    file = verify_upload(file_id=claim(ticket, doctor, at).pk, at=at)
    address = presign_get(file.pk)
    for wrong in (address.partition("?")[0], address.replace("large.jpg", "original.jpg")):
        with pytest.raises(HTTPError, match="403"):
            urlopen(wrong, timeout=10)
    with pytest.raises(Missing):
        presign_get(0)


def test_states_attacked_by_sql_are_refused(doctor: User, at: datetime) -> None:
    claim(prepare(picture(), doctor, at), doctor, at)
    attacks = [
        "UPDATE files_storedfile SET state = 'verified'",  # without knowing what it is
        "UPDATE files_storedfile SET state = 'rejected'",  # without a reason
        "UPDATE files_storedfile SET state = 'elsewhere'",
        "UPDATE files_storedfile SET state = 'rejected', rejection = 'x';"
        " UPDATE files_storedfile SET state = 'quarantined'",
        "INSERT INTO files_storedfile (state, purpose, upload_key, folder, content_type, size, sha256, rejection,"
        " uploaded_by_id, uploaded_at) SELECT 'rejected', purpose, 'a', 'b', content_type, size, '', 'x',"
        " uploaded_by_id, uploaded_at FROM files_storedfile",
        "DELETE FROM files_storedfile",
        "TRUNCATE files_storedfile CASCADE",
    ]
    for attack in attacks:
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(attack)
    assert StoredFile.objects.get().state == "quarantined"


def test_store_refuses_a_stranger(s3: dict[str, str]) -> None:
    import boto3
    from botocore.client import Config

    stranger = boto3.client(
        "s3",
        endpoint_url=s3["S3_ENDPOINT_URL"],
        aws_access_key_id=s3["S3_ACCESS_KEY"],
        aws_secret_access_key="guessed",
        region_name="us-east-1",
        config=Config(signature_version="s3v4", s3={"addressing_style": "path"}),
    )
    with pytest.raises(ClientError):
        stranger.list_objects_v2(Bucket=s3["S3_BUCKET"])
