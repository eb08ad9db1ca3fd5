"""docker-compose.yml as far as it can be checked without an engine: shape, secrets, references, health checks."""

import re
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[4]
SERVICES = {
    "db", "redis", "minio", "backend", "realtime", "relay", "sealer", "celery_worker", "celery_beat",
    "host", "remote-emr", "remote-pos",
}  # fmt: skip
SECRET = re.compile(r"PASSWORD|SECRET|ACCESS_KEY|REDISCLI_AUTH|ROOT_USER")
INTERPOLATED = re.compile(r"\$\{([A-Z_0-9]+):\?[^}]+\}")


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())


def test_compose_has_the_promised_services_each_watched_and_restarted(compose):
    assert set(compose["services"]) == SERVICES
    for name, service in compose["services"].items():
        assert service["healthcheck"]["test"], name
        assert service["restart"] == "unless-stopped", name
        for other in service.get("depends_on", {}):
            assert other in SERVICES
    published = {port for service in compose["services"].values() for port in service.get("ports", [])}
    assert published == {"9000:9000", "3000:3000", "3001:3001", "3002:3002"}


def test_compose_holds_no_secret(compose):
    for name, service in compose["services"].items():
        for key, value in service.get("environment", {}).items():
            if SECRET.search(key):
                assert INTERPOLATED.fullmatch(value), f"{name}: {key}"
            elif "://" in value and "@" in value:
                assert INTERPOLATED.search(value), f"{name}: {key}"
    services = compose["services"].items()
    owners = [name for name, service in services if "DATABASE_OWNER_URL" in service.get("environment", {})]
    assert owners == ["backend"]


def test_secrets_script_gives_every_variable_that_compose_wants():
    wanted = set(INTERPOLATED.findall((ROOT / "docker-compose.yml").read_text()))
    script = ["sh", str(ROOT / "deploy" / "secrets")]
    first, second = (
        dict(line.split("=") for line in subprocess.check_output(script, text=True).splitlines()) for _ in range(2)
    )
    assert set(first) == wanted
    assert all(len(value) >= 16 and value.isalnum() for value in first.values())
    assert all(first[name] != second[name] for name in first)


def test_compose_builds_from_what_is_there(compose):
    for service in compose["services"].values():
        build = service.get("build")
        if build is None:
            continue
        lines = (ROOT / build["dockerfile"]).read_text().splitlines()
        if target := build.get("target"):
            assert any(line.endswith(f" AS {target}") for line in lines), target
        for line in lines:
            if line.startswith("COPY ") and "--from" not in line:
                *sources, _target = line.split()[1:]
                assert all((ROOT / source).exists() for source in sources), line
    for volume in compose["services"]["db"]["volumes"]:
        source = volume.split(":")[0]
        assert not source.startswith("./") or (ROOT / source).exists()


def test_host_passes_on_what_is_not_its_own():
    text = (ROOT / "deploy" / "nginx" / "host.conf").read_text()
    passes = dict(re.findall(r"location (?:= )?(\S+) \{[^}]*?proxy_pass (http://[^;]+);", text))
    assert passes["/api/"] == "http://backend:8000"
    assert passes["/events"] == "http://realtime:8001"
    assert passes["/remotes/emr/"] == "http://remote-emr:3001"
    assert passes["/remotes/pos/"] == "http://remote-pos:3002"
    for path in (ROOT / "deploy" / "nginx").glob("*.conf"):
        assert path.read_text().count("{") == path.read_text().count("}"), path
