"""What a module says of itself: `manifest.toml`, read without importing the package."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, kw_only=True)
class ProcessSpec:
    """A long-running process that the supervisor starts while the module is installed."""

    name: str
    command: str


@dataclass(frozen=True, kw_only=True)
class RemoteSpec:
    """A micro-frontend that the web client loads while the module is installed."""

    name: str
    module: str
    prefix: str
    api_version: int = 1

    @property
    def entry(self) -> str:
        """Address of the federation manifest, relative to the product's origin."""
        return f"/remotes/{self.name}/mf-manifest.json"


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """The single truth for install order, for imports and for what the Apps screen shows."""

    name: str
    package: str
    folder: Path
    title: str
    title_th: str
    version: str
    summary: str
    summary_th: str = ""
    category: str = "Other"
    icon: str = "box"
    depends: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    auto_install: bool = False
    processes: tuple[ProcessSpec, ...] = ()
    remote: RemoteSpec | None = None
    seed: tuple[str, ...] = ()
    demo: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_workflow(self) -> bool:
        """Workflows cross modules; they live in a package of their own."""
        return self.package.startswith("workflows.")


class ManifestError(ValueError):
    """A manifest that cannot be used; the message names the file and the key."""


KNOWN = {
    "name", "title", "title_th", "version", "summary", "summary_th", "category", "icon",
    "depends", "optional", "auto_install", "processes", "remote", "seed", "demo",
}  # fmt: skip
REQUIRED = ("name", "title", "version", "summary")


def read_manifest(folder: Path, *, package: str) -> Manifest:
    """Read `folder/manifest.toml`. Raises ManifestError naming what is wrong."""
    path = folder / "manifest.toml"
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ManifestError(f"{path}: {error}") from error
    for key in REQUIRED:
        if not raw.get(key):
            raise ManifestError(f"{path}: “{key}” is missing")
    unknown = set(raw) - KNOWN
    if unknown:
        raise ManifestError(f"{path}: unknown key “{sorted(unknown)[0]}”")
    try:
        return _manifest(raw, folder=folder, package=package)
    except (KeyError, TypeError) as error:
        raise ManifestError(f"{path}: {error}") from error


def _manifest(raw: dict[str, Any], *, folder: Path, package: str) -> Manifest:
    return Manifest(
        name=raw["name"],
        package=package,
        folder=folder,
        title=raw["title"],
        title_th=raw.get("title_th", raw["title"]),
        version=raw["version"],
        summary=raw["summary"],
        summary_th=raw.get("summary_th", ""),
        category=raw.get("category", "Other"),
        icon=raw.get("icon", "box"),
        depends=tuple(raw.get("depends", ())),
        optional=tuple(raw.get("optional", ())),
        auto_install=bool(raw.get("auto_install", False)),
        processes=tuple(ProcessSpec(**spec) for spec in raw.get("processes", ())),
        remote=RemoteSpec(**raw["remote"]) if "remote" in raw else None,
        seed=tuple(raw.get("seed", ())),
        demo=tuple(raw.get("demo", ())),
    )
