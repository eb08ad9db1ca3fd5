"""The key of an upload says what was agreed, and is signed: nothing need be written before something is uploaded."""

import secrets
from dataclasses import dataclass
from typing import Final

from django.core import signing

from erp.kernel.files.errors import BadUploadKey, UploadExpired

QUARANTINE: Final = "quarantine/"
SALT: Final = "erp.kernel.files.upload"
UPLOAD_SECONDS: Final = 15 * 60  # for putting the bytes
CLAIM_SECONDS: Final = 2 * 60 * 60  # for saying so: a slow line, a second try


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """What may be put under a key, and by whom."""

    purpose: str
    content_type: str
    size: int
    user_id: int


def new_key(agreement: Agreement) -> str:
    """A key nobody can guess."""
    parts = [agreement.purpose, agreement.content_type, agreement.size, agreement.user_id, secrets.token_urlsafe(12)]
    return QUARANTINE + signing.dumps(parts, salt=SALT).replace(":", "~")  # a colon is awkward in an address


def agreement_of(key: str) -> Agreement:
    """What was agreed under `key`. Raises BadUploadKey or UploadExpired."""
    if not key.startswith(QUARANTINE):
        raise BadUploadKey(field="key")
    try:
        parts = signing.loads(key.removeprefix(QUARANTINE).replace("~", ":"), salt=SALT, max_age=CLAIM_SECONDS)
    except signing.SignatureExpired:
        raise UploadExpired(field="key") from None
    except signing.BadSignature:
        raise BadUploadKey(field="key") from None
    purpose, content_type, size, user_id, _random = parts
    return Agreement(purpose=purpose, content_type=content_type, size=size, user_id=user_id)
