"""`vaekst demo --serve` opens somewhere, whatever else listens on this machine."""

import socket

from vaekst.cli import demo


def test_where_the_usual_port_is_taken_any_free_one_will_do(monkeypatch):
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind(("127.0.0.1", 8000))
        except OSError:
            pass  # somebody else has it, which serves as well
        else:
            taken.listen()
        assert demo._usual_or_free() == 0
