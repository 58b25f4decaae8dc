"""Asking the interface as a program does."""

import json

API = "/api/v1/"


def ask(client, path: str, status: int = 200, **headers):
    """The data of an answer, which has to have this status."""
    response = client.get(API + path, headers=headers)
    assert response.status_code == status, (path, response.status_code, response.content[:500])
    return json.loads(response.content) if response.content else None


def errors(client, path: str) -> list[tuple[str, str]]:
    """The parameters that are refused, each with the code of the reason."""
    found = ask(client, path, 400)
    return [(error["parameter"], error["code"]) for error in found["errors"]]


def everything(client, path: str) -> list[dict]:
    """All objects of a list, page after page, which has to end."""
    found, address = [], API + path
    while address:
        page = json.loads(client.get(address).content)
        found += page["results"]
        address = page["next"]
    return found
