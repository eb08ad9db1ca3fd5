"""Whatever is sent to a door of the described API, the answer is a result or a problem: never a fault."""

import json
from collections import defaultdict
from itertools import cycle
from typing import Any
from urllib.parse import urlencode

import pytest
import schemathesis
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.core import NotSet

from erp.kernel.rest.problems import CONTENT_TYPE
from erp.kernel.rest.schema import KernelSchemaGenerator

EXAMPLES = 2
CALLERS = ("administrator", "manager", "doctor", "cashier")
OWN_HEADERS = ("authorization", "content-type")


def request_of(case: Any) -> tuple[str, str, dict[str, str]] | None:
    """Address, body and headers of a generated case; None for what no HTTP client can send."""
    headers = {f"HTTP_{name.upper().replace('-', '_')}": str(value) for name, value in (case.headers or {}).items()}
    for name in OWN_HEADERS:
        headers.pop(f"HTTP_{name.upper().replace('-', '_')}", None)
    try:
        query = urlencode(dict(case.query or {}), doseq=True)
        body = "" if isinstance(case.body, NotSet) else json.dumps(case.body)
    except (TypeError, UnicodeEncodeError):
        return None
    return f"{case.formatted_path}?{query}" if query else case.formatted_path, body, headers


@pytest.mark.slow
def test_no_input_is_a_fault(api, user_of, branch):
    document = json.loads(json.dumps(KernelSchemaGenerator().get_schema(public=True), default=str))
    callers = [api(user_of(role)) for role in CALLERS]
    for caller in callers:
        caller.raise_request_exception = False
    turn, faults = cycle(callers), defaultdict(list)

    def ask(case: Any) -> None:
        asked = request_of(case)
        if asked is None:
            return
        address, body, headers = asked
        with transaction.atomic():
            caller = next(turn)
            answer = caller.generic(case.method, address, body, content_type="application/json", **headers)
            if answer.status_code >= 500:
                cause = getattr(answer, "exc_info", None)
                faults[case.method, case.operation.path].append((address, body, repr(cause and cause[1])[:300]))
                transaction.set_rollback(True)
            elif answer.status_code >= 400 and answer.headers["Content-Type"] != CONTENT_TYPE:
                faults[case.method, case.operation.path].append((address, body, answer.content[:100]))

    for found in schemathesis.openapi.from_dict(document).get_all_operations():
        operation = found.ok()
        if "/auth/" in operation.path:
            continue  # sign-in has its own tests, and a brake
        settings(
            max_examples=EXAMPLES,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate],
            derandomize=True,
            database=None,
        )(given(case=operation.as_strategy())(ask))()
    assert not faults, "\n".join(f"{door}: {len(found)}, such as {found[0]}" for door, found in faults.items())
