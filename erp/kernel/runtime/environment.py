"""Folders, ports, secrets and addresses of one installation, and the environment its processes get.

Everything lives under AESTHETIX_DATA. Secrets are made once and kept in files that only their owner can read. Addresses
of the running services are written to `runtime.env`, so that `manage.py` in another terminal meets the same database.
"""

import json
import os
import secrets
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SERVICE_SETTINGS = (
    "DATABASE_OWNER_URL",
    "DATABASE_URL",
    "REDIS_URL",
    "S3_ENDPOINT_URL",
    "S3_PUBLIC_URL",
    "S3_ACCESS_KEY",
    "S3_SECRET_KEY",
    "S3_BUCKET",
    "REALTIME_URL",
)


class CannotStart(Exception):
    """The installation cannot start; the message tells the operator why and what to do."""


def data_folder() -> Path:
    """The folder that holds everything of this installation."""
    return Path(os.environ.get("AESTHETIX_DATA") or ROOT / "var").resolve()


def adopt_running_services() -> None:
    """Take the addresses of the running installation where the environment names none of its own."""
    if "DATABASE_URL" in os.environ:
        return
    path = data_folder() / "runtime.env"
    try:
        lines = path.read_text().splitlines()
    except OSError:
        return
    for line in lines:
        name, _, value = line.partition("=")
        os.environ.setdefault(name, value)


@dataclass(frozen=True, kw_only=True)
class Installation:
    """One data folder with its host and port."""

    data: Path
    host: str
    port: int

    @classmethod
    def from_environment(cls) -> "Installation":
        """AESTHETIX_DATA, AESTHETIX_HOST and AESTHETIX_PORT, with their defaults."""
        port = os.environ.get("AESTHETIX_PORT") or "8000"
        if not port.isdigit() or not 0 < int(port) < 65000:
            raise CannotStart(f"AESTHETIX_PORT must be a number below 65000, not “{port}”")
        return cls(data=data_folder(), host=os.environ.get("AESTHETIX_HOST") or "127.0.0.1", port=int(port))

    @property
    def url(self) -> str:
        """Where a browser finds the product."""
        return os.environ.get("AESTHETIX_URL") or f"http://localhost:{self.port}"

    @property
    def logs(self) -> Path:
        return self.data / "log"

    @property
    def run(self) -> Path:
        return self.data / "run"

    def prepare_folders(self) -> None:
        """Make the folders; what is in `secrets` and `run` is nobody else's business."""
        self.data.mkdir(parents=True, exist_ok=True)
        for path, mode in ((self.logs, 0o755), (self.run, 0o700), (self.data / "secrets", 0o700)):
            path.mkdir(exist_ok=True, mode=mode)

    def secret(self, name: str, *, length: int = 24) -> str:
        """A secret made at the first call and kept in a file with mode 0600."""
        path = self.data / "secrets" / name
        if not path.exists():
            write_private(path, secrets.token_urlsafe(length))
        return path.read_text().strip()

    def ports(self) -> dict[str, int]:
        """Ports of the services: next to ours if free, remembered, moved if somebody else has taken one."""
        path = self.run / "ports.json"
        try:
            known: dict[str, int] = json.loads(path.read_text())
        except (OSError, ValueError):
            known = {}
        taken = {self.port}
        for offset, name in enumerate(("realtime", "s3", "postgres", "valkey"), start=1):
            wish = self.port + offset if name in ("realtime", "s3") else known.get(name, self.port + offset)
            known[name] = free_port(wish, taken)
            taken.add(known[name])
        path.write_text(json.dumps(known))
        return known

    def write_addresses(self, settings: Mapping[str, str]) -> None:
        """Leave `runtime.env` for commands started by hand."""
        lines = [f"{name}={settings[name]}" for name in SERVICE_SETTINGS if name in settings]
        write_private(self.data / "runtime.env", "\n".join(lines) + "\n")


def write_private(path: Path, content: str) -> None:
    """Write a file whole or not at all, readable by its owner only."""
    scratch = path.with_name(f".{path.name}.{os.getpid()}")
    with open(os.open(scratch, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w") as file:
        file.write(content)
    scratch.replace(path)


def is_free(port: int, *, host: str = "127.0.0.1") -> bool:
    """Whether we could listen on the port now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def free_port(wish: int, taken: set[int]) -> int:
    """The wished port, or another one that is free."""
    if wish not in taken and is_free(wish):
        return wish
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
