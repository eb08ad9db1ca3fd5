"""Compiles the translations (`*.po` to `*.mo`) without GNU gettext, which a fresh machine may not have.

`python -m erp.kernel.runtime.messages` compiles what is older than its source.
"""

import ast
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

from erp.kernel.runtime.environment import ROOT

MAGIC = 0x950412DE


def compile_all(*, root: Path = ROOT) -> list[Path]:
    """Compile every translation of kernel, modules and workflows that has changed; answers which."""
    done = []
    for folder in ("erp", "modules", "workflows"):
        for source in sorted((root / folder).rglob("LC_MESSAGES/*.po")):
            target = source.with_suffix(".mo")
            if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
                target.write_bytes(compiled(source.read_text("utf-8")))
                done.append(source)
    return done


def compiled(text: str) -> bytes:
    """The binary catalogue of a .po text; fuzzy and empty translations are left out."""
    entries = sorted((key.encode(), value.encode()) for key, value in messages(text).items())
    keys = b"".join(key + b"\0" for key, _ in entries)
    values = b"".join(value + b"\0" for _, value in entries)
    count = len(entries)
    keys_at = 28 + 16 * count
    values_at = keys_at + len(keys)
    header = struct.pack("<7I", MAGIC, 0, count, 28, 28 + 8 * count, 0, keys_at)
    return (
        header + _index((k for k, _ in entries), keys_at) + _index((v for _, v in entries), values_at) + keys + values
    )


def _index(texts: Iterator[bytes], start: int) -> bytes:
    table = b""
    for text in texts:
        table += struct.pack("<2I", len(text), start)
        start += len(text) + 1
    return table


def messages(text: str) -> dict[str, str]:
    """Message ids (context and plural joined in gettext's way) and their translations."""
    found: dict[str, str] = {}
    for block in text.replace("\r\n", "\n").split("\n\n"):
        parts, fuzzy = _parts(block)
        translations = [parts[name] for name in sorted(parts) if name.startswith("msgstr")]
        if fuzzy or "msgid" not in parts or not any(translations):
            continue
        key = parts["msgid"]
        if "msgid_plural" in parts:
            key += "\0" + parts["msgid_plural"]
        if "msgctxt" in parts:
            key = parts["msgctxt"] + "\x04" + key
        found[key] = "\0".join(translations)
    return found


def _parts(block: str) -> tuple[dict[str, str], bool]:
    """The fields of one entry, and whether it is fuzzy."""
    parts: dict[str, str] = {}
    fuzzy, field = False, ""
    for line in block.splitlines():
        if line.startswith("#,") and "fuzzy" in line:
            fuzzy = True
        elif line.startswith("#") or not line.strip():
            continue
        elif line.startswith('"'):
            parts[field] += ast.literal_eval(line)
        else:
            field, _, quoted = line.partition(" ")
            if field in parts:  # entries that no empty line parts
                raise ValueError(f"two entries without an empty line between them: {line}")
            parts[field] = ast.literal_eval(quoted.strip())
    return parts, fuzzy


if __name__ == "__main__":
    sys.stdout.writelines(f"{path.relative_to(ROOT)}\n" for path in compile_all())
