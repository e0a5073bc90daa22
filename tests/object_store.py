"""An object store that speaks S3 for the tests: SeaweedFS, one server a session.

It checks signatures and conditions as AWS does. Each test has a prefix of its own in one bucket.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Semaphore
from urllib.parse import urlsplit

import pytest

BUCKET = "lab-figures"
KEY, SECRET = "lab", "a secret of the lab"
ROOT, ROOT_SECRET = "root", "another secret"
START_SECONDS = 180
CHUNK = 65536
PORTS = ("s3", "master", "volume", "filer")


@dataclass(frozen=True)
class ObjectStore:
    """A running server: where it listens, and which process it is."""

    endpoint: str
    process: subprocess.Popen[bytes]

    def url(self, prefix: str = "", bucket: str = BUCKET) -> str:
        """The address of a place in it, as `serve --blobs` takes it."""
        return f"s3://{bucket}/{prefix}?endpoint={self.endpoint}"

    def client(self):
        """One who may do everything; close it."""
        import boto3  # 0.3 s that only those who use it should pay
        from botocore.config import Config

        return boto3.client(
            "s3",
            endpoint_url=self.endpoint,
            region_name="us-east-1",
            aws_access_key_id=ROOT,
            aws_secret_access_key=ROOT_SECRET,
            config=Config(
                connect_timeout=2,
                retries={"total_max_attempts": 1},
                request_checksum_calculation="when_required",
            ),
        )


@pytest.fixture(scope="session")
def object_store(tmp_path_factory) -> Iterator[ObjectStore]:
    """An object store that lives as long as the test session."""
    with started(tmp_path_factory.mktemp("objects")) as store:
        yield store


@pytest.fixture
def prefix() -> str:
    """A place in the bucket that only this test uses."""
    return f"test-{uuid.uuid4().hex}"


@pytest.fixture
def aws_key(monkeypatch) -> None:
    """The key of the bucket, where boto3 looks for one; no other settings of AWS."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")


@contextmanager
def started(folder: Path) -> Iterator[ObjectStore]:
    """A server that keeps everything in `folder`; killed at the end, for it does not always go."""
    ports = free_ports()
    (folder / "keys.json").write_text(json.dumps({"identities": identities()}))
    with open(folder / "log", "wb") as log:
        process = subprocess.Popen(
            command(folder, ports), stdout=log, stderr=log, cwd=folder, env={"HOME": str(folder)}
        )
    try:
        store = ObjectStore(f"http://127.0.0.1:{ports['s3']}", process)
        wait_until_writable(store, folder)
        yield store
    finally:
        process.kill()
        process.wait()
        for name, port in ports.items():
            part = name.replace(".grpc", "-grpc")
            Path(f"/tmp/seaweedfs-{part}-{port}.sock").unlink(missing_ok=True)


def command(folder: Path, ports: dict[str, int]) -> list[str]:
    setpriv = shutil.which("setpriv")  # a test session that is killed takes its server along
    return [
        *([setpriv, "--pdeathsig", "KILL"] if setpriv else []),
        *(str(Path(sys.executable).with_name("weed")), "-logtostderr=true", "server", "-s3"),
        *(f"-dir={folder}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1"),
        *(f"-s3.config={folder / 'keys.json'}", "-s3.port.iceberg=0", "-s3.port.lance=0"),
        *("-volume.max=20", "-master.volumeSizeLimitMB=64", "-master.telemetry=false"),
        *(f"-{name}.port={ports[name]}" for name in PORTS),
        *(f"-{name}.port.grpc={ports[name + '.grpc']}" for name in PORTS),
    ]


def identities() -> list[dict[str, object]]:
    def identity(key: str, secret: str, *actions: str) -> dict[str, object]:
        credentials = [{"accessKey": key, "secretKey": secret}]
        return {"name": key, "credentials": credentials, "actions": actions}

    narrow = (f"{action}:{BUCKET}" for action in ("Read", "Write", "List"))
    return [identity(ROOT, ROOT_SECRET, "Admin"), identity(KEY, SECRET, *narrow)]


def free_ports() -> dict[str, int]:
    names = [*PORTS, *(f"{name}.grpc" for name in PORTS)]
    with ExitStack() as stack:
        sockets = {name: stack.enter_context(socket.socket()) for name in names}
        for each in sockets.values():
            each.bind(("127.0.0.1", 0))
        return {name: each.getsockname()[1] for name, each in sockets.items()}


def wait_until_writable(store: ObjectStore, folder: Path) -> None:
    from botocore.exceptions import BotoCoreError, ClientError

    deadline = time.monotonic() + START_SECONDS
    client = store.client()
    while True:
        try:
            if not client.list_buckets()["Buckets"]:
                client.create_bucket(Bucket=BUCKET)
            client.put_object(Bucket=BUCKET, Key="ready", Body=b"x")
            return client.close()
        except (ClientError, BotoCoreError) as error:
            if store.process.poll() is not None or time.monotonic() > deadline:
                store.process.kill()
                log = (folder / "log").read_text(errors="replace")[-4000:]
                pytest.fail(f"The object store did not start: {error}\n{log}", pytrace=False)
            time.sleep(0.05)


@dataclass(frozen=True)
class Wire:
    """An address that leads to an object store, until it is cut."""

    endpoint: str
    broken: Event

    def cut(self) -> None:
        self.broken.set()


@contextmanager
def a_wire_that_breaks(endpoint: str, *, after: int) -> Iterator[Wire]:
    """An address that leads to `endpoint`, until so many bytes have passed."""
    parts = urlsplit(endpoint)
    budget = Semaphore(after // CHUNK)
    broken = Event()
    with socket.create_server(("127.0.0.1", 0)) as listening, ThreadPoolExecutor(64) as pool:

        def pass_on(source, target):
            with source, target, suppress(OSError):
                while data := source.recv(CHUNK):
                    if broken.is_set() or not budget.acquire(blocking=False):
                        broken.set()
                        break
                    target.sendall(data)
                for end in (source, target):
                    end.shutdown(socket.SHUT_RDWR)

        def serve():
            with suppress(OSError):
                while True:
                    client, _ = listening.accept()
                    if broken.is_set():
                        client.close()
                        continue
                    server = socket.create_connection((parts.hostname, parts.port))
                    pool.submit(pass_on, client, server)
                    pool.submit(pass_on, server.dup(), client.dup())

        pool.submit(serve)
        yield Wire(f"http://127.0.0.1:{listening.getsockname()[1]}", broken)
        broken.set()
        listening.shutdown(socket.SHUT_RDWR)
