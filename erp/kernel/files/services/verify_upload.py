"""The worker's part: look at the bytes, keep them clean or not at all."""

from datetime import datetime
from functools import partial

from botocore.exceptions import ClientError
from django.db import transaction

from erp.kernel.events.publish import publish_all
from erp.kernel.files.errors import Unusable
from erp.kernel.files.events import FileRejected, FileVerified
from erp.kernel.files.models import StoredFile
from erp.kernel.files.picture import CleanPicture, clean_picture
from erp.kernel.files.purposes import purpose_of
from erp.kernel.files.store import bucket, inside, is_missing
from erp.kernel.machines.gate import fire
from erp.kernel.realtime.announce import changed

TOPIC = "files.stored_file"


def verify_upload(*, file_id: int, at: datetime) -> StoredFile:
    """Verify a claimed upload. The caller holds the transaction; a file already looked at is left as it is.

    Writing the same objects again does no harm, so it may be repeated after a crash at any point. When the store
    does not answer, its error goes to the caller, who tries again later.
    """
    file = StoredFile.objects.select_for_update(of=("self",)).get(pk=file_id)
    if file.state != StoredFile.State.QUARANTINED:
        return file
    try:
        picture = clean_picture(_fetch(file), content_type=file.content_type, purpose=purpose_of(file.purpose))
    except Unusable as error:
        _reject(file, error.code, at)
    else:
        _keep(file, picture, at)
    transaction.on_commit(partial(_empty_quarantine, file.upload_key))
    return file


def _fetch(file: StoredFile) -> bytes:
    try:
        answer = inside().get_object(Bucket=bucket(), Key=file.upload_key)
    except ClientError as error:
        if is_missing(error):
            raise Unusable("files.never_uploaded") from None
        raise
    if answer["ContentLength"] != file.size:
        answer["Body"].close()
        raise Unusable("files.other_size")
    return answer["Body"].read()


def _keep(file: StoredFile, picture: CleanPicture, at: datetime) -> None:
    for rendition, content in picture.renditions.items():
        inside().put_object(
            Bucket=bucket(),
            Key=file.key_of(rendition),
            Body=content,
            ContentType=rendition.content_type(file.content_type),
            CacheControl="private, max-age=300",
        )
    fire(file, "verify", by=None, at=at, facts=picture.facts)
    verified = FileVerified(
        file_id=file.pk,
        purpose=file.purpose,
        content_type=file.content_type,
        sha256=picture.facts.sha256,
        width=picture.facts.width,
        height=picture.facts.height,
    )
    publish_all([verified, changed(TOPIC, file.pk, file.version, user_ids=[file.uploaded_by_id])])


def _reject(file: StoredFile, code: str, at: datetime) -> None:
    fire(file, "reject", by=None, at=at, rejection=code)
    rejected = FileRejected(file_id=file.pk, purpose=file.purpose, rejection=code)
    publish_all([rejected, changed(TOPIC, file.pk, file.version, user_ids=[file.uploaded_by_id])])


def _empty_quarantine(key: str) -> None:
    """What stays after a crash here is swept away later."""
    try:
        inside().delete_object(Bucket=bucket(), Key=key)
    except ClientError:
        pass
