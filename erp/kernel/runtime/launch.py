"""From nothing to a running product: services, roles, tables, modules, demo data, processes."""

import hashlib
import json
import os
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

from erp.kernel.runtime.environment import ROOT, CannotStart, Installation, free_port, is_free
from erp.kernel.runtime.orphans import MARK, NAME
from erp.kernel.runtime.postgres import APPLICATION, OWNER, Postgres
from erp.kernel.runtime.process import Spec
from erp.kernel.runtime.progress import say, step
from erp.kernel.runtime.services import KERNEL, kernel_specs, module_specs
from erp.kernel.runtime.supervisor import Supervisor
from erp.kernel.runtime.valkey import valkey_answers, valkey_spec, valkey_url

DEMO_LOGINS = "reception cashier therapist doctor manager accountant admin"
EXTERNAL_S3 = ("S3_ENDPOINT_URL", "S3_ACCESS_KEY", "S3_SECRET_KEY")
"""Where S3 is not ours, these must be given."""


def check_port(installation: Installation) -> None:
    """Refuse before any work is done if the web process could not listen."""
    if not is_free(installation.port, host=installation.host):
        raise CannotStart(f"port {installation.port} is in use by another program: set AESTHETIX_PORT to a free one")


def start_services(supervisor: Supervisor, *, for_a_test: bool = False) -> dict[str, str]:
    """Start the embedded services that are not given from outside; returns the environment of all our processes.

    For a test, the owner's role may create databases, and nothing is forced to disk.
    """
    installation = supervisor.installation
    ports = installation.ports()
    environment = {
        **os.environ,
        "AESTHETIX_DATA": str(installation.data),
        "AESTHETIX_PORT": str(installation.port),
        "DJANGO_SETTINGS_MODULE": "erp.project.settings",
        "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")])),
        "PYTHONUNBUFFERED": "1",
    }
    environment.setdefault("REALTIME_PORT", str(ports["realtime"]))
    environment.setdefault("REALTIME_HOST", installation.host)
    environment.setdefault("REALTIME_URL", f"http://localhost:{environment['REALTIME_PORT']}")
    if not environment.get("DATABASE_URL"):
        _start_postgres(supervisor, ports["postgres"], environment, for_a_test=for_a_test)
    if not environment.get("REDIS_URL"):
        supervisor.start(
            valkey_spec(installation, ports["valkey"]), ready=lambda: valkey_answers(installation, ports["valkey"])
        )
        environment["REDIS_URL"] = valkey_url(installation, ports["valkey"])
    if not environment.get("S3_ENDPOINT_URL"):
        _start_s3(supervisor, ports["s3"], environment)
    elif missing := [name for name in EXTERNAL_S3 if not environment.get(name)]:
        raise CannotStart(f"S3_ENDPOINT_URL is set, but not {', '.join(missing)}")
    environment.setdefault("DATABASE_OWNER_URL", environment["DATABASE_URL"])
    environment.setdefault("S3_BUCKET", "aesthetix")
    installation.write_addresses(environment)
    return environment


def _start_postgres(supervisor: Supervisor, port: int, environment: dict[str, str], *, for_a_test: bool) -> None:
    server = Postgres(supervisor.installation, port=port, for_a_test=for_a_test)
    server.end_orphans()
    if not is_free(port):
        server.port = free_port(port, set())
    began = time.monotonic()
    supervisor.adopt(server.start())
    server.prepare_roles()
    say(f"postgres: ready in {time.monotonic() - began:.1f} s")
    environment["DATABASE_OWNER_URL"] = server.url(OWNER)
    environment["DATABASE_URL"] = server.url(APPLICATION)


def _start_s3(supervisor: Supervisor, port: int, environment: dict[str, str]) -> None:
    installation = supervisor.installation
    environment["S3_ENDPOINT_URL"] = f"http://127.0.0.1:{port}"
    environment.setdefault("S3_PUBLIC_URL", f"http://localhost:{port}")
    environment["S3_ACCESS_KEY"] = "aesthetix"
    environment["S3_SECRET_KEY"] = installation.secret("s3")
    environment.setdefault("S3_BUCKET", "aesthetix")
    folder = installation.data / "s3"
    folder.mkdir(exist_ok=True, mode=0o700)
    spec = Spec(
        name="s3",
        argv=(sys.executable, "-m", "erp.kernel.runtime.s3"),
        environment={**environment, "S3_FOLDER": str(folder), "S3_HOST": installation.host, "S3_PORT": str(port)},
        folder=ROOT,
        stop_seconds=5,
    )
    supervisor.start(spec, ready=lambda: not is_free(port, host=installation.host))


def manage(environment: Mapping[str, str], command: str, *, owner: bool = False, quiet: bool = True) -> None:
    """Run a management command to its end. Raises CannotStart with its last words if it fails."""
    run = subprocess.run(
        [sys.executable, "manage.py", *shlex.split(command)],
        cwd=ROOT,
        env={
            **environment,
            **({"ERP_AS_OWNER": "1"} if owner else {}),
            MARK: environment["AESTHETIX_DATA"],
            NAME: "manage",
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if quiet else None,
        stderr=subprocess.STDOUT if quiet else None,
        text=True,
        check=False,
    )
    if run.returncode:
        raise CannotStart(f"manage.py {command} failed:\n{(run.stdout or '')[-4000:]}")


def migrate(installation: Installation, environment: Mapping[str, str]) -> None:
    """Bring the tables up to the code, if either has changed since the last time."""
    stamp = installation.run / "migrated.json"
    state = {"code": fingerprint()}
    ours = not os.environ.get("DATABASE_URL")  # what happens to somebody else's server we cannot know
    if ours and stamp.exists() and json.loads(stamp.read_text()) == state:
        return
    with step("database: bringing the tables up to date"):
        manage(environment, "modules prepare", owner=True)
    stamp.write_text(json.dumps(state))


def fingerprint() -> str:
    """A digest of the server's code: what decides the tables, the grants and the triggers."""
    digest = hashlib.sha256()
    for folder in ("erp", "modules", "workflows", "fixtures"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".py", ".toml") and "tests" not in path.parts:
                digest.update(str(path.relative_to(ROOT)).encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


def forget_half_a_demo(installation: Installation, environment: Mapping[str, str]) -> None:
    """A demo whose loading was interrupted is no clinic: begin again. Only ever done to a database of our own."""
    begun, loaded = installation.run / "demo.begun", installation.run / "demo.json"
    if not begun.exists() or loaded.exists() or os.environ.get("DATABASE_URL"):
        return
    say("demo: the last start was interrupted while loading, beginning again")
    port = urlsplit(environment["DATABASE_OWNER_URL"]).port
    Postgres(installation, port=port or 0).forget_database()
    (installation.run / "migrated.json").unlink(missing_ok=True)
    begun.unlink()


def load_demo(installation: Installation, environment: Mapping[str, str]) -> None:
    """Install every module and fill the clinic, once: what the visitor changes afterwards stays."""
    stamp = installation.run / "demo.json"
    if stamp.exists():
        return
    with step("modules: installing all of them"):
        manage(environment, "modules install --all", owner=True)
    (installation.run / "demo.begun").touch()
    with step("demo: filling the clinic"):
        in_haste = {"PGOPTIONS": "-c synchronous_commit=off"}  # what a power cut takes, the next start loads again
        manage({**environment, **in_haste}, "demo load", quiet=False)
    stamp.write_text("{}")


def start_processes(
    supervisor: Supervisor, environment: Mapping[str, str], *, only: Iterable[str] = ()
) -> Callable[[str], bool]:
    """Start web, worker, beat, relay, realtime and the modules' own (or only the named); returns the filter."""
    chosen = set(only)

    def wanted(name: str) -> bool:
        return not chosen or name in chosen

    installation = supervisor.installation
    specs = [*kernel_specs(installation, environment), *module_specs(environment)]
    for spec in specs:
        if wanted(spec.name):
            supervisor.start(spec)
    if wanted("web"):
        supervisor.children["web"].wait_until(lambda: _healthy(installation), seconds=90)
    say(f"running: {', '.join(sorted(supervisor.children))}")
    unknown = chosen - {spec.name for spec in specs} - {"modules"} - set(KERNEL)
    if unknown:
        say(f"waiting for a module that declares: {', '.join(sorted(unknown))}")
    return wanted


def _healthy(installation: Installation) -> bool:
    host = "127.0.0.1" if installation.host == "0.0.0.0" else installation.host
    try:
        with urlopen(f"http://{host}:{installation.port}/healthz", timeout=2) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False
