"""The plan of an operation: what it would touch, shown before anything is done, and why it may not be done."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from django.conf import settings

from erp.kernel.registry import archive
from erp.kernel.registry.child import run_child
from erp.kernel.registry.describing import describe
from erp.kernel.registry.discovery import closure, discover, in_order
from erp.kernel.registry.errors import AlreadyThere, DependencyMissing, ModuleUnknown, NotThere, StillNeeded
from erp.kernel.registry.live_work import live_work
from erp.kernel.registry.manifest import Manifest, ManifestError
from erp.kernel.registry.models import InstalledModule, ModuleOperation

INSTALL = ModuleOperation.Action.INSTALL
UNINSTALL = ModuleOperation.Action.UNINSTALL


@dataclass(frozen=True, kw_only=True)
class Step:
    """One module of a plan and why it is in it."""

    name: str
    title: str
    version: str
    reason: str
    """requested, needed (another depends on it), bridge (comes and goes with what it joins)."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Modules in the order in which they are worked on, and what comes or goes with them."""

    module: str
    action: str
    modules: list[Step]
    tables: list[dict[str, Any]] = field(default_factory=list)
    rows: int = 0
    rights: list[str] = field(default_factory=list)
    screens: list[str] = field(default_factory=list)
    flows: list[str] = field(default_factory=list)
    restores: list[dict[str, Any]] = field(default_factory=list)
    """Tables that come back from the archive, with their rows."""
    obstacles: list[str] = field(default_factory=list)
    """What has to be finished first; the operation is refused while there is any."""

    @property
    def names(self) -> list[str]:
        return [step.name for step in self.modules]

    def as_json(self) -> dict[str, Any]:
        """The plan for the Apps screen and for `--format json`."""
        return asdict(self)


def installed_now() -> set[str]:
    """Names of the installed modules, by the database (this process may have been started before a change)."""
    return set(InstalledModule.objects.filter(state=InstalledModule.State.INSTALLED).values_list("name", flat=True))


def plan(module: str, action: str) -> Plan:
    """The plan, or a refusal."""
    return plan_install([module]) if action == INSTALL else plan_uninstall(module)


def steps_to_install(wanted: Iterable[str]) -> list[Step]:
    """What would be installed: the wanted, what they need, and bridges that then have all they need."""
    known, there = manifests(), installed_now()
    requested = list(wanted)
    for name in requested:
        manifest_of(name)
        if name in there:
            raise AlreadyThere(f"{name} is already installed")
    try:
        whole = closure(set(requested))
    except ManifestError as error:
        raise DependencyMissing(str(error)) from error
    after = with_bridges(there | whole)
    new = after - there
    reason = {name: "requested" if name in requested else "needed" if name in whole else "bridge" for name in new}
    return [_step(known[name], reason[name]) for name in in_order(new)]


def with_bridges(there: set[str]) -> set[str]:
    """`there` and the bridges that then have all they need, except those that somebody uninstalled by name."""
    known, after = discover(), set(there)
    unwanted = set(InstalledModule.objects.filter(unwanted=True).values_list("name", flat=True))
    while bridges := {
        name
        for name, manifest in known.items()
        if manifest.auto_install and name not in after | unwanted and {*manifest.depends, *manifest.optional} <= after
    }:
        after |= bridges
    return after


def plan_install(wanted: Iterable[str]) -> Plan:
    """Plan an install; what the modules bring is asked of a child process in which they are loaded."""
    requested = list(wanted)
    steps = steps_to_install(requested)
    names = [step.name for step in steps]
    described, _nothing_yet = _described_by_child(names, modules=installed_now() | set(names))
    restores: list[dict[str, Any]] = [
        {"module": name, "name": table, "rows": rows}
        for name in names
        for table, rows in archive.contents(name).items()
    ]
    return Plan(
        module=requested[0] if len(requested) == 1 else "",
        action=INSTALL,
        modules=steps,
        restores=restores,
        rows=sum(table["rows"] for table in restores),
        **described,
    )


def steps_to_uninstall(module: str) -> list[Step]:
    """What would go: the module, and bridges that stand on it; refused if anything else stands on it."""
    known, there = manifests(), installed_now()
    manifest_of(module)
    if module not in there:
        raise NotThere(f"{module} is not installed")
    going = {module}
    while more := {
        name
        for name in there - going
        if known[name].auto_install and going & {*known[name].depends, *known[name].optional}
    }:
        going |= more
    needing = sorted(name for name in there - going if going & set(known[name].depends))
    if needing:
        raise StillNeeded(
            f"{module} is needed by {', '.join(needing)}",
            remedy=f"Uninstall {', '.join(needing)} first",
            needed_by=needing,
        )
    steps = [_step(known[name], "requested" if name == module else "bridge") for name in in_order(going)]
    return list(reversed(steps))


def plan_uninstall(module: str) -> Plan:
    """Plan an uninstall: the modules are loaded here, so everything is known at once."""
    steps = steps_to_uninstall(module)
    names = [step.name for step in steps]
    if set(names) <= set(settings.INSTALLED_MODULES):
        described, obstacles = describe(names), live_work(names)
    else:  # installed after this process had started
        described, obstacles = _described_by_child(names, modules=installed_now())
    return Plan(
        module=module,
        action=UNINSTALL,
        modules=steps,
        rows=sum(table["rows"] for table in described["tables"]),
        obstacles=obstacles,
        **described,
    )


def _described_by_child(names: list[str], *, modules: set[str]) -> tuple[dict[str, Any], list[str]]:
    answer: dict[str, Any] = json.loads(run_child(["describe", *names], modules=modules).strip().splitlines()[-1])
    return answer, answer.pop("live_work")


def manifests() -> dict[str, Manifest]:
    """Every available module, read anew: a folder may have been added while this process runs."""
    discover.cache_clear()
    return discover()


def manifest_of(name: str) -> Manifest:
    """One manifest. Raises ModuleUnknown."""
    known = discover()
    if name not in known:
        raise ModuleUnknown(f"There is no module “{name}”")
    return known[name]


def _step(manifest: Manifest, reason: str) -> Step:
    return Step(name=manifest.name, title=manifest.title, version=manifest.version, reason=reason)
