"""Every text that the server shows has Thai."""

import pytest

from erp.kernel.registry.discovery import ROOT
from erp.project.translations import missing, packages


@pytest.mark.parametrize("package", list(packages()), ids=lambda package: str(package.relative_to(ROOT)))
def test_every_text_has_thai(package) -> None:
    assert missing(package) == []
