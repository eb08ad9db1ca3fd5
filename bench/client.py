"""A client of the running product, as the measurements use it: a person with a token, and a bill she can pay."""

import json
import os
import time
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

TRY_SECONDS = 120


class Client:
    """A person at the API, on a new connection each time."""

    def __init__(self, user: str = "cashier") -> None:
        parts = urlsplit(os.environ["AESTHETIX_URL"])
        self.host, self.port = parts.hostname or "localhost", parts.port or 80
        self.user, self.password, self.token = user, os.environ["AESTHETIX_DEMO_PASSWORD"], ""

    def ask(self, method: str, path: str, body: Any = None, *, key: str = "") -> tuple[int, Any]:
        """One request, tried again with the same key while nobody answers or the house is not in order."""
        until, key = time.monotonic() + TRY_SECONDS, key or str(uuid4())
        while True:
            status, answer = self.once(method, path, body, key=key)
            if status == 401 and not path.endswith("/token/"):
                self.sign_in()
            elif (0 < status < 500 and status != 409 and status != 429) or time.monotonic() > until:
                return status, answer
            else:
                time.sleep(0.3)

    def sign_in(self) -> None:
        """A new token."""
        name = {"username": self.user, "password": self.password}
        status, answer = self.ask("POST", "/api/v1/auth/token/", name)
        assert status == 200, answer
        self.token = answer["access"]

    def once(self, method: str, path: str, body: Any = None, *, key: str = "") -> tuple[int, Any]:
        """One request and its answer; status 0 where there was none."""
        connection = HTTPConnection(self.host, self.port, timeout=20)
        headers = {"Content-Type": "application/json", "Idempotency-Key": key or str(uuid4())}
        if self.token and not path.endswith("/token/"):
            headers["Authorization"] = f"Bearer {self.token}"
        try:
            connection.request(method, path, json.dumps(body) if body is not None else None, headers)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read() or b"null")
        except (OSError, HTTPException, ValueError):
            return 0, None
        finally:
            connection.close()


def bill_of(cashier: Client) -> dict[str, Any]:
    """A bill over two products of the till's shelf, in an open shift."""
    status, shelf = cashier.ask("GET", "/api/v1/sales/pos/bootstrap/")
    assert status == 200, shelf
    session = shelf["session"]
    if session is None:
        register = shelf["registers"][0]["id"]
        body = {"register": register, "float_amount": "2000.00"}
        status, session = cashier.ask("POST", "/api/v1/sales/register-sessions/", body)
        assert status == 201, session
    goods = [product for product in shelf["products"] if product["kind"] == "treatment"][:2]
    total = sum(round(float(product["price"]) * 100) for product in goods)
    price = f"{total // 100}.{total % 100:02d}"
    return {
        "register_session": session["id"],
        "lines": [
            {"key": str(n), "product_id": product["id"], "quantity": "1", "unit_price": product["price"]}
            for n, product in enumerate(goods)
        ],
        "tenders": [{"kind": "cash", "amount": price, "tendered": price}],
        "expected_total": price,
    }
