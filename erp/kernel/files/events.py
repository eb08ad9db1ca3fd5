"""Facts about files."""

from dataclasses import dataclass
from typing import ClassVar

from erp.kernel.events.event import Event


@dataclass(frozen=True, kw_only=True)
class FileClaimed(Event):
    """The browser says that the bytes are in the store."""

    type: ClassVar[str] = "files.stored_file.claimed.v1"
    key: ClassVar[str] = "file_id"

    file_id: int


@dataclass(frozen=True, kw_only=True)
class FileVerified(Event):
    """The file is what it claims to be, and clean."""

    type: ClassVar[str] = "files.stored_file.verified.v1"
    key: ClassVar[str] = "file_id"

    file_id: int
    purpose: str
    content_type: str
    sha256: str
    width: int
    height: int


@dataclass(frozen=True, kw_only=True)
class FileRejected(Event):
    """The file is not what it claims to be; its bytes are gone."""

    type: ClassVar[str] = "files.stored_file.rejected.v1"
    key: ClassVar[str] = "file_id"

    file_id: int
    purpose: str
    rejection: str
