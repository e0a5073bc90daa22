"""Real git repositories, and real servers for them on this machine: smart HTTP and SSH."""

import asyncio
import os
import shlex
import subprocess
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import asyncssh

ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "ada@example.org",
}


def git(folder, *arguments, **environment):
    """What `git ARGUMENTS` writes in a folder."""
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env=ENVIRONMENT | environment,
        capture_output=True,
        check=True,
    )
    return done.stdout.decode().strip()


def a_repository(folder):
    """A repository with an empty branch `main`."""
    folder.mkdir(parents=True)
    git(folder, "init", "-q", "-b", "main")
    return folder


def commit(folder, files, *, author="Ada", email="ada@example.org", message="draw"):
    """Write files and commit them; the commit's hash."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    git(folder, "add", "-A")
    who = {"GIT_AUTHOR_NAME": author, "GIT_AUTHOR_EMAIL": email}
    git(folder, "commit", "-q", "--allow-empty", "-m", message, **who)
    return git(folder, "rev-parse", "HEAD")


class SmartHttp(BaseHTTPRequestHandler):
    """Serves the repositories of `server.root` by git's own http-backend."""

    protocol_version = "HTTP/1.0"

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.answer(b"")

    def do_POST(self):
        self.answer(self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def answer(self, body):
        path, _, query = self.path.partition("?")
        self.server.asked.append(path)
        self.server.go_on.wait()
        self.wfile.write(self.server.answers or self.backend(path, query, body))

    def backend(self, path, query, body):
        environment = ENVIRONMENT | {
            "GIT_PROJECT_ROOT": str(self.server.root),
            "GIT_HTTP_EXPORT_ALL": "1",
            "REQUEST_METHOD": self.command,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
        }
        done = subprocess.run(
            ["git", "http-backend"], input=body, env=environment, capture_output=True, check=False
        )
        status = b"200 OK"
        if done.stdout.startswith(b"Status: "):
            status = done.stdout.split(b"\r\n", 1)[0].removeprefix(b"Status: ")
        return b"HTTP/1.0 " + status + b"\r\n" + done.stdout


@contextmanager
def serving_http(root, *, answers=b"", waits=False):
    """An HTTP server; with `answers`, one that says just that to everybody.

    One that `waits` says nothing before `go_on` is set.
    """
    server = ThreadingHTTPServer(("127.0.0.1", 0), SmartHttp)
    server.root, server.answers, server.asked = root, answers, []
    server.go_on = threading.Event()
    if not waits:
        server.go_on.set()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


async def passed_on(source, target):
    while data := await source.read(65536):
        target.write(data)
        await target.drain()
    if target.can_write_eof():
        target.write_eof()


@contextmanager
def serving_ssh(root, public_keys, *, port=0):
    """An SSH server that lets these keys in; its host key is a new one. Gives the port."""

    async def upload_pack(process):
        _, path = shlex.split(process.command)
        pipe = asyncio.subprocess.PIPE
        child = await asyncio.create_subprocess_exec(
            *("git", "upload-pack", str(root / path.lstrip("/"))),
            stdin=pipe,
            stdout=pipe,
            stderr=pipe,
            env=ENVIRONMENT,
        )
        await asyncio.gather(
            passed_on(process.stdin, child.stdin),
            passed_on(child.stdout, process.stdout),
            passed_on(child.stderr, process.stderr),
        )
        process.exit(await child.wait())

    loop = asyncio.new_event_loop()
    keys = asyncssh.import_authorized_keys("".join(f"{key}\n" for key in public_keys))
    server = loop.run_until_complete(
        asyncssh.listen(
            "127.0.0.1",
            port,
            server_host_keys=[asyncssh.generate_private_key("ssh-ed25519")],
            authorized_client_keys=keys,
            process_factory=upload_pack,
            encoding=None,
        )
    )
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield server.get_port()
    finally:

        async def leave():
            server.close()
            await server.wait_closed()
            others = asyncio.all_tasks() - {asyncio.current_task()}
            for each in others:
                each.cancel()
            await asyncio.gather(*others, return_exceptions=True)

        asyncio.run_coroutine_threadsafe(leave(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
