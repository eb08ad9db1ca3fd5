"""Refusals of uploads."""

from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.refusals import Invalid, NotAllowed, NotNow


class UnknownPurpose(Invalid):
    """No installed module takes uploads for this."""

    code = "files.unknown_purpose"
    title = _("Nothing of this kind can be uploaded")


class WrongType(Invalid):
    """The declared type is not admitted for the purpose."""

    code = "files.wrong_type"
    title = _("Files of this type are not accepted")


class WrongSize(Invalid):
    """Empty, or larger than the purpose admits."""

    code = "files.wrong_size"
    title = _("The file is too large or empty")


class BadUploadKey(Invalid):
    """The key is not one that was handed out, or not for this purpose."""

    code = "files.bad_upload_key"
    title = _("This is not an upload that was prepared here")


class UploadExpired(NotNow):
    """The upload was prepared too long ago."""

    code = "files.upload_expired"
    title = _("The upload was prepared too long ago")


class NotYourUpload(NotAllowed):
    """Somebody else prepared the upload."""

    code = "files.not_your_upload"
    title = _("Somebody else prepared this upload")


class NotVerified(NotNow):
    """The file is still being checked, or was rejected."""

    code = "files.not_verified"
    title = _("The file is not available")


class Unusable(Exception):
    """What verification found wrong; its code is kept with the rejected file."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
