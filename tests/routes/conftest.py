"""Somebody at a portal that runs inside the test."""

import httpx
import pytest

from tests.people import ByHttp


@pytest.fixture
def visitor(client: httpx.AsyncClient) -> ByHttp:
    return ByHttp(str(client.base_url).rstrip("/"), client)
