"""The socket of a service."""

import socket

import pytest

from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.host.listening import LASTING, listen, url_of


def test_the_remembered_port_is_taken_again():
    with listen("127.0.0.1", 0) as first:
        url = url_of(first)

    with listen("127.0.0.1", 0, remembered=url) as again:
        assert url_of(again) == url


def test_a_new_port_is_one_that_no_outgoing_connection_gets():
    with listen("127.0.0.1", 0) as first:
        assert first.getsockname()[1] in LASTING


def test_another_port_is_taken_while_somebody_has_the_remembered_one():
    with (
        listen("127.0.0.1", 0) as other,
        listen("127.0.0.1", 0, remembered=url_of(other)) as mine,
    ):
        assert url_of(mine) != url_of(other)


@pytest.mark.parametrize("port", [8000, 9090, 5173])
def test_ports_that_clients_rewrite_are_not_remembered(port):
    with listen("127.0.0.1", 0, remembered=f"http://127.0.0.1:{port}") as mine:
        assert mine.getsockname()[1] != port


@pytest.mark.parametrize("remembered", ["", "nonsense", "http://127.0.0.1:99999999"])
def test_a_damaged_memory_does_no_harm(remembered):
    with listen("127.0.0.1", 0, remembered=remembered) as mine:
        assert mine.getsockname()[1] > 0


def test_a_taken_port_is_told_in_a_sentence():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        with pytest.raises(InvalidInput, match=f"cannot listen on 127.0.0.1:{port}"):
            listen("127.0.0.1", port)


@pytest.mark.parametrize(("host", "port"), [("192.0.2.1", 0), ("127.0.0.1", 70000)])
def test_an_address_that_is_not_ours_is_told_in_a_sentence(host, port):
    with pytest.raises(InvalidInput, match="cannot listen on"):
        listen(host, port)


def test_a_service_for_everybody_is_reached_here_by_the_loopback_address():
    with listen("0.0.0.0", 0) as mine:
        assert url_of(mine) == f"http://127.0.0.1:{mine.getsockname()[1]}"


def test_a_port_that_is_no_port_is_told_in_one_clean_sentence():
    with pytest.raises(InvalidInput) as caught:
        listen("127.0.0.1", 70000)

    assert caught.value.message.endswith("port must be 0-65535.")
    assert not caught.value.message.endswith("..")
