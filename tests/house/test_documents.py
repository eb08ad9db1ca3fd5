"""The generated documents in the repository are those that the code would write (`make docs`)."""

import pytest

from erp.project.documents import GENERATED, documents


@pytest.mark.parametrize("name", ["openapi.yaml", "rights.md", "modules.md", "states.md"])
def test_a_generated_document_is_up_to_date(name: str) -> None:
    assert (GENERATED / name).read_text("utf-8") == documents()[name], "run “make docs”"
