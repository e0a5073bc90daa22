"""Letters on their way out."""

import logging
import socketserver
import threading

import pytest

from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.service.domain.people.mail import Letter
from gofigr_jupyter.service.mail import open_mailer

LETTER = Letter(to="ann@example.org", subject="Hello\nthere", text="Grüße\n")


class _Conversation(socketserver.StreamRequestHandler):
    """A mail server's side of one delivery: takes all that it is told."""

    def handle(self):
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                self._take()
            elif word == b"QUIT":
                self.wfile.write(b"221 bye\r\n")
                return
            else:
                self.wfile.write(self.server.answer)

    def _take(self):
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line)
        self.server.taken.append(b"".join(lines))
        self.wfile.write(b"250 taken\r\n")


@pytest.fixture
def server():
    with socketserver.TCPServer(("127.0.0.1", 0), _Conversation) as opened:
        opened.taken, opened.answer = [], b"250 fine\r\n"
        thread = threading.Thread(target=opened.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield opened
        opened.shutdown()
        thread.join()


def address(server):
    return f"smtp://127.0.0.1:{server.server_address[1]}?from=lab@example.org&security=none"


def test_a_letter_is_handed_to_the_mail_server(server):
    mailer = open_mailer(address(server))

    mailer.send(LETTER)
    mailer.close()

    (taken,) = server.taken
    assert b"To: ann@example.org\r\n" in taken
    assert b"From: lab@example.org\r\n" in taken
    assert b"Subject: Hello there\r\n" in taken


def test_a_letter_that_is_refused_is_told_to_the_log_and_to_nobody_else(server, caplog):
    server.answer = b"550 no\r\n"
    mailer = open_mailer(address(server))

    with caplog.at_level(logging.ERROR):
        mailer.send(LETTER)
        mailer.close()

    assert [record.message for record in caplog.records] == ["mail not sent"]


def test_credentials_are_not_sent_over_an_open_line(server, caplog):
    mailer = open_mailer(address(server).replace("&security=none", ""))

    mailer.send(LETTER)
    mailer.close()

    assert server.taken == []


def test_a_letter_becomes_a_file_that_only_its_owner_reads(tmp_path):
    mailer = open_mailer((tmp_path / "mail").as_uri())

    mailer.send(LETTER)
    mailer.close()

    (path,) = (tmp_path / "mail").glob("*.eml")
    assert "To: ann@example.org" in path.read_text()
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("url", ["http://mail.example.org", "smtp://", "nonsense"])
def test_an_address_of_another_kind_is_refused(url):
    with pytest.raises(InvalidInput, match="unknown kind"):
        open_mailer(url)
