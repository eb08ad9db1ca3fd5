"""The supervisor's command line.

run       start everything and stay in the foreground
exec      start it, run one command against it, stop it: for tests
prepare   bring tables and bucket of external services up to date, then end: for containers
health    exit code 0 if the supervisor of this data folder is well: for containers
"""

import argparse
import subprocess
import sys

from erp.kernel.runtime.environment import ROOT, CannotStart, Installation
from erp.kernel.runtime.launch import (
    DEMO_LOGINS,
    check_port,
    forget_half_a_demo,
    load_demo,
    migrate,
    start_processes,
    start_services,
)
from erp.kernel.runtime.progress import complain, say
from erp.kernel.runtime.supervisor import Supervisor, describe_uid, exit_code_of, is_well


def main(arguments: list[str]) -> int:
    """Run the chosen command; a refusal to start is one clear message and exit code 1."""
    options = _parser().parse_args(arguments or ["run"])
    options.words = [word for number, word in enumerate(options.words) if number or word != "--"]
    if options.command == "exec" and not options.words:
        complain("exec needs a command after --")
        return 2
    try:
        if options.command == "health":
            return 0 if is_well(Installation.from_environment()) else 1
        return _supervise(options)
    except CannotStart as refusal:
        complain(f"AesthetixOS cannot start: {refusal}")
        return 1


def _supervise(options: argparse.Namespace) -> int:
    installation = Installation.from_environment()
    supervisor = Supervisor(installation)
    say(f"AesthetixOS on {installation.data} as {describe_uid()}")
    supervisor.obey_signals()
    supervisor.claim()
    code = 0
    try:
        code = _serve(supervisor, options)
    except KeyboardInterrupt:
        code = 130 if options.command == "exec" else 0
    finally:
        supervisor.stop_all()
    return code


def _serve(supervisor: Supervisor, options: argparse.Namespace) -> int:
    installation = supervisor.installation
    if options.command != "prepare" and not options.services_only and (not options.only or "web" in options.only):
        check_port(installation)
    password = installation.secret("demo", length=9)
    environment = start_services(supervisor, for_a_test=options.command == "exec")
    environment["AESTHETIX_DEMO_PASSWORD"] = password
    if options.services_only:
        return _run(options.words, environment)
    if options.demo:
        forget_half_a_demo(installation, environment)
    if not options.only:
        migrate(installation, environment)
    if options.command == "prepare":
        return exit_code_of(
            subprocess.run([sys.executable, "-m", "erp.kernel.runtime.bucket"], env=environment).returncode
        )
    if options.demo:
        load_demo(installation, environment)
    wanted = start_processes(supervisor, environment, only=options.only)
    if options.command == "exec":
        return _run(options.words, {**environment, "AESTHETIX_URL": installation.url}, supervisor)
    if options.demo:
        print(f"URL {installation.url}\nLogins {DEMO_LOGINS}\nPassword {password}", flush=True)
    elif not options.only:
        say(f"open {installation.url}")
    supervisor.watch(environment=environment, wanted=wanted, operations=wanted("modules"))
    return 0


def _run(words: list[str], environment: dict[str, str], supervisor: Supervisor | None = None) -> int:
    command = subprocess.Popen(words, env=environment, cwd=ROOT)
    try:
        if supervisor is None:
            return exit_code_of(command.wait())
        supervisor.watch(environment=environment, wanted=lambda name: True, until=lambda: command.poll() is not None)
        return exit_code_of(command.wait())
    finally:
        if command.poll() is None:
            command.terminate()
            command.wait()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m erp.kernel.runtime", description=__doc__)
    parser.set_defaults(demo=False, only=(), services_only=False, words=[])
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run")
    run.add_argument("--demo", action="store_true", help="install every module and fill the clinic once")
    run.add_argument(
        "--only", default=(), type=lambda text: tuple(text.split(",")), help="web,modules | worker | ledger.seal | …"
    )
    one = commands.add_parser("exec")
    one.add_argument("--demo", action="store_true")
    one.add_argument("--services-only", action="store_true", help="PostgreSQL, Valkey and S3, nothing of ours")
    one.add_argument("words", nargs=argparse.REMAINDER, metavar="-- command")
    commands.add_parser("prepare")
    commands.add_parser("health")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
