"""A real Jupyter server with our extension, and a service that it can forward to."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx

from gofigr_jupyter.runtime import running as runtime
from gofigr_jupyter.runtime.place import Place

TOKEN = "secret-of-jupyter"
BASE = "/hub/user/ann/"
START_SECONDS = 180


@dataclass(frozen=True)
class Jupyter:
    """A running server: its address up to the base URL."""

    url: str

    def client(self, **options: object) -> httpx.Client:
        """A client that is signed in by Jupyter's token."""
        headers = {"Authorization": f"token {TOKEN}"}
        return httpx.Client(base_url=self.url, headers=headers, timeout=60, **options)

    def stranger(self) -> httpx.Client:
        """A client that is not signed in."""
        return httpx.Client(base_url=self.url, timeout=60)


@contextmanager
def jupyter_server(
    folder: Path,
    settings: Mapping[str, str],
    *,
    app: str = "jupyter_server",
    options: Sequence[str] = (),
    installed: Path | None = None,
) -> Iterator[Jupyter]:
    """Run a Jupyter server that knows nothing but `folder` and the given GF_* settings.

    With `installed`, a virtual environment, it is that one's, which must know our extension itself.
    """
    python = installed / "bin" / "python" if installed else sys.executable
    command = [str(python), "-m", app, "--no-browser", "--allow-root", *options]
    command += ["--ServerApp.port=0", f"--ServerApp.base_url={BASE}"]
    command += [f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={folder}"]
    if installed is None:
        command += ["--ServerApp.jpserver_extensions={'gofigr_jupyter': True}"]
    with open(folder / "jupyter.log", "wb") as log:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment(folder, settings),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
        try:
            yield Jupyter(address(folder, process))
        finally:
            process.terminate()
            process.wait(timeout=START_SECONDS)


def panel_path(folder: Path) -> dict[str, str]:
    """The settings with which JupyterLab finds the panel of this checkout, built before."""
    bundle = Path(__file__).parents[1] / "gofigr_jupyter" / "labextension"
    assert (bundle / "package.json").is_file(), "The panel is not built: run 'make build'."
    place = folder / "share" / "labextensions" / "@gofigr"
    place.mkdir(parents=True)
    (place / "jupyter-panel").symlink_to(bundle)
    return {"JUPYTER_PATH": str(folder / "share")}


def environment(folder: Path, settings: Mapping[str, str]) -> dict[str, str]:
    """The process's environment with every folder of Jupyter's and ours inside `folder`."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GF_", "JUPYTER", "JPY_", "XDG_"))
    }
    folders = {
        name: str(folder / name.lower())
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")
    }
    return {**kept, **folders, "HOME": str(folder), "IPYTHONDIR": str(folder / "ipython")} | {
        **settings
    }


def stop_service(data: Path) -> None:
    """Stop the service of a data folder, if one runs, and wait for its end."""
    service = runtime.find(Place(data))
    if service is not None:
        os.kill(service.pid, signal.SIGTERM)
    deadline = time.monotonic() + START_SECONDS
    while runtime.find(Place(data)) is not None and time.monotonic() < deadline:
        time.sleep(0.02)


def address(folder: Path, process: subprocess.Popen[bytes]) -> str:
    """The address of the server, once it has told it."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        for path in (folder / "jupyter_runtime_dir").glob("jpserver-*.json"):
            try:
                url = json.loads(path.read_bytes())["url"]
                httpx.get(f"{url}api")
                return url
            except (ValueError, httpx.ConnectError):
                continue
        time.sleep(0.05)
    raise AssertionError((folder / "jupyter.log").read_text())


@dataclass
class Asked:
    """One request that a service received."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class FakeService:
    """A service that remembers what it was asked, and answers simply.

    `/api/stream` sends "first", waits for `go_on`, and sends "second".
    """

    asked: list[Asked] = field(default_factory=list)
    go_on: threading.Event = field(default_factory=threading.Event)
    url: str = ""

    @contextmanager
    def running(self) -> Iterator[None]:
        """Serve on a free port of the loopback."""
        server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        server.daemon_threads = False
        self.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield
        finally:
            self.go_on.set()
            server.shutdown()
            thread.join()
            server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        service = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                headers = {name.lower(): value for name, value in self.headers.items()}
                service.asked.append(Asked(self.command, self.path, headers, body))
                if self.path == "/api/stream":
                    self.stream()
                else:
                    self.echo(body)

            def echo(self, body: bytes) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Set-Cookie", "theirs=1")
                self.send_header("X-Unknown", "1")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def stream(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/event-stream")
                self.end_headers()
                self.wfile.write(b"first")
                self.wfile.flush()
                service.go_on.wait(START_SECONDS)
                self.wfile.write(b"second")

            def log_message(self, *arguments: object) -> None:
                pass

            do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = answer  # noqa: N815  # its names

        return Handler
