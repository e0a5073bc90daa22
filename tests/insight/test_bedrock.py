"""Bedrock is asked with signed requests: a local server works the signature out for itself."""

import asyncio
import hashlib
import hmac
import json
import struct
import threading
import zlib
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import quote, urlsplit

import pytest

from gofigr_jupyter.errors import InvalidInput, ServiceUnavailable
from gofigr_jupyter.service.assistants.bedrock import BedrockAssistant
from gofigr_jupyter.service.domain.insight.ports import Prompt, Tokens

SECRET = "wJalrXUtnFEMI"  # of no account
PIECES = [
    ("contentBlockDelta", {"contentBlockIndex": 0, "delta": {"text": "It "}}),
    ("contentBlockDelta", {"contentBlockIndex": 0, "delta": {"text": "rises."}}),
    ("messageStop", {"stopReason": "end_turn"}),
    ("metadata", {"usage": {"inputTokens": 9, "outputTokens": 3, "totalTokens": 12}}),
]


def message(kind, payload):
    """One message of AWS's event streams."""
    headers = b""
    for name, value in ((":event-type", kind), (":message-type", "event")):
        headers += struct.pack(">B", len(name)) + name.encode()
        headers += struct.pack(">BH", 7, len(value)) + value.encode()
    body = json.dumps(payload).encode()
    prelude = struct.pack(">II", 16 + len(headers) + len(body), len(headers))
    start = prelude + struct.pack(">I", zlib.crc32(prelude)) + headers + body
    return start + struct.pack(">I", zlib.crc32(start))


def signature(request, body):
    """What the signature of a request must be (AWS Signature Version 4)."""
    fields = request.headers["Authorization"].removeprefix("AWS4-HMAC-SHA256 ").split(", ")
    told = dict(field.split("=", 1) for field in fields)
    _, *scope = told["Credential"].split("/")
    names = told["SignedHeaders"].split(";")
    lines = [f"{name}:{request.headers[name].strip()}" for name in names]
    path = quote(urlsplit(request.path).path, safe="/-_.~")
    digest = hashlib.sha256(body).hexdigest()
    canonical = "\n".join([request.command, path, "", *lines, "", ";".join(names), digest])
    hashed = hashlib.sha256(canonical.encode()).hexdigest()
    text = "\n".join(["AWS4-HMAC-SHA256", request.headers["X-Amz-Date"], "/".join(scope), hashed])
    key = f"AWS4{SECRET}".encode()
    for part in (*scope, text):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return key.hex(), told["Signature"], scope


class Bedrock(BaseHTTPRequestHandler):
    def do_POST(self):  # the library's name
        body = self.rfile.read(int(self.headers["Content-Length"]))
        expected, sent, scope = signature(self, body)
        self.server.seen.append((json.loads(body), scope, self.path))
        if expected != sent:
            answer = b'{"message": "The signature does not match."}'
            self.send_response(403)
            self.send_header("x-amzn-ErrorType", "AccessDeniedException")
        else:
            answer = b"".join(message(*piece) for piece in self.server.pieces)
            self.send_response(200)
            self.send_header("Content-Type", "application/vnd.amazon.eventstream")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *arguments):
        pass


@pytest.fixture(scope="module")
def bedrock():
    server = HTTPServer(("127.0.0.1", 0), Bedrock)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def ask(bedrock):
    bedrock.seen, bedrock.pieces = [], PIECES

    def ask(secret=SECRET):
        model = BedrockAssistant(
            base_url=f"http://127.0.0.1:{bedrock.server_port}",
            model="vendor.model-v1:0",
            key=f"AKIDEXAMPLE:{secret}",
            timeout_seconds=20,
            retries=0,
        )

        async def collect():
            return [piece async for piece in model.stream(Prompt("Be brief.", "Does it rise?"))]

        return asyncio.run(collect())

    return ask


def test_a_signed_question_is_answered_in_pieces(ask, bedrock):
    assert ask() == ["It ", "rises.", Tokens(9, 3)]

    ((body, scope, path),) = bedrock.seen
    assert body["system"] == [{"text": "Be brief."}]
    assert scope[1:] == ["us-east-1", "bedrock", "aws4_request"]
    assert path.startswith("/model/vendor.model-v1%3A0/converse-stream")


def test_a_wrong_key_is_told(ask):
    with pytest.raises(InvalidInput, match="signature does not match"):
        ask(secret="another")


def test_half_an_answer_is_told_as_such(ask, bedrock):
    bedrock.pieces = PIECES[:2]

    with pytest.raises(ServiceUnavailable, match="broke off"):
        ask()
