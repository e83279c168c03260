"""Whoever opens a socket and says nothing, or not who they are, does not keep it."""

import pytest

from deskbell.settings import Settings
from tests.hosting import hosted
from tests.wire import Wire


def test_a_socket_must_say_who_it_is_in_time(database_url: str) -> None:
    with hosted(Settings(database_url=database_url)) as (server, url):
        assert server.gateway.sign_in_within_s == 10
        server.gateway.sign_in_within_s = 0.2
        with Wire(url) as silent, Wire(url) as empty:
            empty.send("")
            assert [one.get("code") for one in silent.rest()] == [4401]
            assert silent.close_code == 4401
            empty.rest()
            assert empty.close_code in {4400, 4401}


@pytest.mark.parametrize("path", ["/", "/ws/", "/ws2", "/api/v1/visitor/events"])
def test_sockets_open_nowhere_else(database_url: str, path: str) -> None:
    from websockets.exceptions import InvalidStatus  # noqa: PLC0415 - only here
    from websockets.sync.client import connect  # noqa: PLC0415 - only here

    with hosted(Settings(database_url=database_url)) as (_, url), pytest.raises(InvalidStatus) as refused:
        connect(url.replace("http", "ws") + path)
    assert refused.value.response.status_code == 403
