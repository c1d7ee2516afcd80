"""The door from outside: what browsers send, and what they are told."""

from typing import Any

from starlette.testclient import TestClient

PASSWORD = "a long enough password"
ELSEWHERE = {"origin": "https://elsewhere.example"}


def csrf(client: TestClient) -> str:
    """The secret that the forms of this browser carry."""
    client.get("/sign-in")
    return str(next(v for k, v in client.cookies.items() if k.endswith("hrgl-csrf")))


def sign_in(client: TestClient, password: str = PASSWORD, **fields: str) -> Any:
    """Send the form of the sign-in page; by default Ana's."""
    form = {"email": "ana@city.example", "password": password, "csrf": csrf(client), **fields}
    return client.post("/sign-in", data=form, follow_redirects=False)
