"""Asks models by the chat protocol of OpenAI, which Ollama, vLLM and llama.cpp speak as well."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import msgspec

from gofigr_jupyter.errors import GoFigrError, InvalidInput, RateLimited, ServiceUnavailable
from gofigr_jupyter.service.domain.insight.ports import Prompt, Tokens

if TYPE_CHECKING:
    import httpx

LOOPBACK = {"localhost", "127.0.0.1", "::1"}
CONNECT_SECONDS = 10.0
FIRST_PAUSE = 0.5
MOST_TOLD = 300
MOST_LINE = 1024 * 1024
MOST_ANSWER = 200_000
MOST_WAIT = 3600
END = "[DONE]"


@dataclass(frozen=True, kw_only=True)
class OpenAiAssistant:
    """A model of an OpenAI-compatible service at `base_url`, which ends with its version."""

    base_url: str
    model: str
    key: str | None
    timeout_seconds: int
    retries: int

    @property
    def host(self) -> str:
        """Where it is."""
        return urlsplit(self.base_url).netloc.rpartition("@")[2]

    async def stream(self, prompt: Prompt) -> AsyncGenerator[str | Tokens, None]:
        """The answer piece by piece. What fails before the first piece is tried again."""
        for attempt in range(self.retries + 1):
            begun = False
            try:
                async for piece in self._once(prompt):
                    begun = True
                    yield piece
                return
            except (ServiceUnavailable, RateLimited):
                if begun or attempt == self.retries:
                    raise
            await asyncio.sleep(FIRST_PAUSE * 2**attempt)

    async def _once(self, prompt: Prompt) -> AsyncGenerator[str | Tokens, None]:
        import httpx  # 60 ms that only those with a model elsewhere should pay

        limits = httpx.Timeout(self.timeout_seconds, connect=CONNECT_SECONDS)
        outside = urlsplit(self.base_url).hostname not in LOOPBACK
        try:
            async with (
                httpx.AsyncClient(timeout=limits, trust_env=outside) as client,
                client.stream(
                    "POST",
                    f"{self.base_url}/chat/completions",
                    json=self._body(prompt),
                    headers={"Authorization": f"Bearer {self.key}"} if self.key else {},
                ) as response,
            ):
                if not response.is_success:
                    raise _refusal(self.host, response.status_code, await _told(response), response)
                async for piece in self._pieces(response):
                    yield piece
        except httpx.TimeoutException as error:
            raise ServiceUnavailable(
                f"The model at {self.host} did not answer within {self.timeout_seconds} seconds.",
                hint="Try again, or raise the time that it gets in the settings.",
            ) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            reason = str(error) or type(error).__name__
            raise ServiceUnavailable(
                f"The model at {self.host} cannot be reached or broke off ({reason[:MOST_TOLD]}).",
                hint="See whether it runs, and test it in the settings.",
            ) from error

    async def _pieces(self, response: httpx.Response) -> AsyncGenerator[str | Tokens, None]:
        """The pieces of a stream. Raises ServiceUnavailable when it ends before its end."""
        finished, length = False, 0
        async for data in _events(response):
            if data == END:
                finished = True
                break
            event = _decoded(data)
            if "error" in event:
                raise ServiceUnavailable(
                    f"The model at {self.host} failed: {_reason(event['error'])}", hint="Try again."
                )
            tokens = _tokens(event.get("usage"))
            if tokens is not None:
                yield tokens
            for choice in event.get("choices") or ():
                text = (choice.get("delta") or {}).get("content")
                finished = finished or choice.get("finish_reason") is not None
                if isinstance(text, str) and text:
                    length += len(text)
                    yield text
            if length > MOST_ANSWER:
                return
        if not finished:
            raise ServiceUnavailable(
                f"The answer of the model at {self.host} broke off in the middle.",
                hint="What came so far is not whole. Ask again.",
            )

    def _body(self, prompt: Prompt) -> dict[str, Any]:
        content: object = prompt.text
        if prompt.picture is not None:
            url = f"data:image/png;base64,{b64encode(prompt.picture).decode()}"
            content = [
                {"type": "text", "text": prompt.text},
                {"type": "image_url", "image_url": {"url": url}},
            ]
        return {
            "model": self.model,
            "messages": [
                {"role": "system", "content": prompt.rules},
                {"role": "user", "content": content},
            ],
            "stream": True,
            "stream_options": {"include_usage": True},
        }


async def _events(response: httpx.Response) -> AsyncIterator[str]:
    """The data of each event of a stream."""
    async for line in response.aiter_lines():
        if len(line) > MOST_LINE:
            raise ServiceUnavailable("The model sent a line that is too long.")
        if line.startswith("data:"):
            yield line[5:].strip()


def _decoded(data: str) -> dict[str, Any]:
    try:
        found = msgspec.json.decode(data)
    except msgspec.DecodeError as error:
        raise ServiceUnavailable(
            "The model answers in a way that is not OpenAI's.",
            hint="Check the address: it usually ends with /v1.",
        ) from error
    return found if isinstance(found, dict) else {}


def _tokens(usage: object) -> Tokens | None:
    if not isinstance(usage, dict):
        return None
    counts = [usage.get(name) for name in ("prompt_tokens", "completion_tokens")]
    read, written = (count if isinstance(count, int) else 0 for count in counts)
    return Tokens(read, written)


def _refusal(host: str, status: int, told: str, response: httpx.Response) -> GoFigrError:
    said = f"The model at {host} answers {status}: {told}"
    if status == 429:
        wait = response.headers.get("retry-after", "")
        seconds = min(int(wait), MOST_WAIT) if wait.isascii() and wait.isdigit() else 30
        return RateLimited(said, hint="Wait a little.", retry_after=max(1, seconds))
    if status >= 500:
        return ServiceUnavailable(said, hint="Try again later.")
    return InvalidInput(said, hint="Check address, model and key in the settings.")


async def _told(response: httpx.Response) -> str:
    """What a refusal says, in its first bytes."""
    found = b""
    async for piece in response.aiter_bytes():
        found += piece
        if len(found) > 10_000:
            break
    try:
        return _reason(msgspec.json.decode(found))
    except msgspec.DecodeError:
        return "no reason that can be read"


def _reason(found: object) -> str:
    if isinstance(found, dict):
        return _reason(found.get("error") or found.get("message") or found.get("detail") or "")
    return str(found)[:MOST_TOLD] or "no reason"
