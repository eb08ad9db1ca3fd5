"""Thai for every text that a person reads: finds what is missing, compiles what is there.

Each package keeps its own catalogue, `locale/th/LC_MESSAGES/django.po`; compiled ones are made on
every machine (`python -m erp.project.translations`).
"""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from erp.kernel.registry.discovery import ROOT

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
HEADER = "# Thai texts of AesthetixOS."
THAI = Path("locale/th/LC_MESSAGES/django.po")


def packages() -> Iterator[Path]:
    """Folders that speak: every kernel part, the project, every module and workflow."""
    yield ROOT / "erp" / "project"
    for top in ("erp/kernel", "modules", "workflows"):
        yield from (path for path in sorted((ROOT / top).iterdir()) if (path / "__init__.py").exists())


def texts(package: Path) -> set[str]:
    """Every text that the package's code marks for translation."""
    found = extract_from_dir(
        str(package),
        method_map=[("**/tests/**", "ignore"), ("**.py", "python")],
        keywords=KEYWORDS,
        directory_filter=lambda folder: Path(folder).name not in ("tests", "migrations", "node_modules"),
    )
    return {message[0] if isinstance(message, tuple) else message for _file, _line, message, _notes, _context in found}


def catalogue(package: Path) -> Catalog:
    """The package's Thai catalogue, or an empty one."""
    path = package / THAI
    if not path.exists():
        return Catalog(locale="th", project="AesthetixOS", version="1", header_comment=HEADER, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale="th")


def missing(package: Path) -> list[str]:
    """Texts of the package without Thai, sorted."""
    known = catalogue(package)
    return sorted(text for text in texts(package) if text and not (known.get(text) and known[text].string))


def compile_all() -> int:
    """Write the compiled catalogue beside each catalogue that is newer; answers how many were written."""
    written = 0
    for package in packages():
        source = package / THAI
        target = source.with_suffix(".mo")
        if not source.exists() or (target.exists() and target.stat().st_mtime >= source.stat().st_mtime):
            continue
        with target.open("wb") as file:
            write_mo(file, catalogue(package))
        written += 1
    return written


def add(package: Path, thai: dict[str, str]) -> None:
    """Put translations into the package's catalogue."""
    known = catalogue(package)
    known.header_comment, known.fuzzy = HEADER, False
    for text, translation in thai.items():
        known.add(text, translation)
    path = package / THAI
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, known, width=120, omit_header=False, sort_output=True)


if __name__ == "__main__":
    compile_all()
