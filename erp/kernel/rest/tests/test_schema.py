"""OpenAPI: it generates without a complaint, says what the doors answer, and is open to read."""

import re

import pytest
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.validation import validate_schema

from erp.kernel.rest.schema import KernelSchemaGenerator


@pytest.fixture(scope="module")
def document():
    GENERATOR_STATS.reset()
    return KernelSchemaGenerator().get_schema(public=True)


def test_the_description_is_valid_and_generates_in_silence(document):
    validate_schema(document)
    assert not GENERATOR_STATS._warn_cache, dict(GENERATOR_STATS._warn_cache)
    assert not GENERATOR_STATS._error_cache, dict(GENERATOR_STATS._error_cache)


def test_lists_come_in_their_envelope(document):
    answer = document["paths"]["/api/v1/access/users/"]["get"]["responses"]
    assert answer["200"]["content"]["application/json"]["schema"]["$ref"].endswith("AccessUserList")
    envelope = document["components"]["schemas"]["AccessUserList"]["properties"]
    assert set(envelope) == {"count", "limit", "offset", "results", "sums", "groups"}
    row = document["components"]["schemas"]["AccessUser"]["properties"]
    assert {"id", "_version", "_display", "_labels", "_actions", "roles"} <= set(row)


def test_verbs_have_bodies_and_problems_have_their_type(document):
    verb = document["paths"]["/api/v1/access/users/{id}/set_password/"]["post"]
    assert verb["operationId"] == "access_user_set_password"
    assert verb["requestBody"]["content"]["application/json"]["schema"]["$ref"].endswith("/AccessPasswordRequest")
    assert "application/problem+json" in verb["responses"]["default"]["content"]
    assert "Idempotency-Key" in {parameter["name"] for parameter in verb["parameters"]}


def test_operations_have_names_of_their_own(document):
    names = [operation["operationId"] for path in document["paths"].values() for operation in path.values()]
    assert len(names) == len(set(names))


@pytest.mark.django_db
def test_schema_and_docs_are_open_and_load_nothing_from_elsewhere(api):
    assert api().get("/api/v1/schema/").status_code == 200
    page = api().get("/api/v1/docs/").content.decode()
    assert "swagger-ui" in page
    assert "https://" not in page
    assets = re.findall(r'"(/static/[^"]+)"', page)
    assert any(asset.endswith("swagger-ui-bundle.js") for asset in assets)
    assert {api().get(asset).status_code for asset in assets} == {200}
