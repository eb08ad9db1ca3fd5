"""A real S3-compatible server for tests: it checks signatures, sizes and expiry (moto accepts anything)."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from erp.kernel.files.store import prepare_store


@pytest.fixture(scope="session")
def s3_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The server, on a free port, for the length of the test run."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    keys = {"S3_ACCESS_KEY": "test-key", "S3_SECRET_KEY": "test-secret-of-the-store", "S3_BUCKET": "aesthetix-test"}
    folder: Path = tmp_path_factory.mktemp("s3")
    environment = os.environ | keys | {"S3_FOLDER": str(folder), "S3_PORT": str(port), "S3_HOST": "127.0.0.1"}
    process = subprocess.Popen([sys.executable, "-m", "erp.kernel.runtime.s3"], env=environment)
    try:
        _wait_for(port)
        yield keys | {"S3_ENDPOINT_URL": f"http://127.0.0.1:{port}"}
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture
def s3(s3_server: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The store of this test; yields the environment that child processes need to reach it."""
    store = {
        "endpoint_url": s3_server["S3_ENDPOINT_URL"],
        "public_url": s3_server["S3_ENDPOINT_URL"],
        "access_key": s3_server["S3_ACCESS_KEY"],
        "secret_key": s3_server["S3_SECRET_KEY"],
        "bucket": s3_server["S3_BUCKET"],
    }
    monkeypatch.setattr(settings, "S3", store)
    prepare_store()
    return s3_server


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError("the S3 server did not come up")
