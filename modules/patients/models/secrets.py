"""Secrets at rest: AES-GCM bound to row and field, and a keyed hash that finds an exact match.

A ciphertext moved to another row or column does not open. Two keys are derived from the installation's
secret, so that knowing one says nothing about the other.
"""

from __future__ import annotations

import hmac
import os
from functools import cache
from hashlib import sha256

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_NONCE = 12


@cache
def _key(use: str, secret: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=f"patients.{use}".encode()).derive(secret.encode())


def _aad(row: int, field: str) -> bytes:
    return f"patients.patient:{row}.{field}".encode()


def seal(text: str, *, row: int, field: str) -> bytes:
    """Encrypt a value for one field of one row."""
    nonce = os.urandom(_NONCE)
    key = _key("seal", settings.SECRET_KEY)
    return nonce + AESGCM(key).encrypt(nonce, text.encode(), _aad(row, field))


def unseal(sealed: bytes | memoryview | None, *, row: int, field: str) -> str:
    """The value again; empty where nothing is stored."""
    if not sealed:
        return ""
    raw = bytes(sealed)
    key = _key("seal", settings.SECRET_KEY)
    return AESGCM(key).decrypt(raw[:_NONCE], raw[_NONCE:], _aad(row, field)).decode()


def fingerprint(text: str, *, field: str) -> bytes:
    """What the same value always gives, and only with our key: for exact look-up and uniqueness."""
    return hmac.new(_key(f"find.{field}", settings.SECRET_KEY), text.encode(), sha256).digest()
