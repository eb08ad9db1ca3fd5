"""Tidiness: a cluster that root's PostgreSQL could not keep in the test's own folder goes with the test."""

import shutil

import pytest


@pytest.fixture(autouse=True)
def no_cluster_is_left(tmp_path):
    yield
    for pointer in (tmp_path / "postgres.path", tmp_path / "data" / "postgres.path"):
        if pointer.exists():
            shutil.rmtree(pointer.read_text().strip(), ignore_errors=True)
