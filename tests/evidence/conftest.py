"""The machines take longest: they go first, so that the other workers fill the time beside them."""

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the order of all else."""
    items.sort(key=lambda item: "tests/evidence/machines/" not in str(item.path))
