"""The port of the workbench."""

from __future__ import annotations

import socket

import pytest

from truceline.cli.serve import listening_on
from truceline.errors import UsageError


def test_the_port_answers_before_its_address_is_told() -> None:
    """A browser is opened with the address at once, and must not be refused."""
    with listening_on(None) as listening, socket.create_connection(listening.getsockname(), timeout=5):
        accepted, _ = listening.accept()
        accepted.close()


def test_a_port_that_is_taken_is_said_and_another_one_chosen() -> None:
    with listening_on(None) as first:
        port = first.getsockname()[1]
        with pytest.raises(UsageError, match=f"port {port} is taken"):
            listening_on(port)
        with listening_on(None) as second:
            assert second.getsockname()[1] != port


def test_a_port_is_free_again_as_soon_as_it_is_left() -> None:
    with listening_on(None) as listening:
        address = listening.getsockname()
        with socket.create_connection(address, timeout=5) as asking:
            accepted, _ = listening.accept()
            accepted.close()  # the server ends it first, as with Ctrl+C: the port would be kept for a minute
            assert asking.recv(1) == b""
    with listening_on(address[1]) as again:
        assert again.getsockname() == address
