"""Asks models of Amazon Bedrock. Needs the extra `bedrock`, which brings boto3."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from gofigr_jupyter.errors import GoFigrError, InvalidInput, RateLimited, ServiceUnavailable
from gofigr_jupyter.service.domain.insight.ports import Prompt, Tokens

HOST = re.compile(r"bedrock-runtime(?:-fips)?\.([a-z]{2}(?:-[a-z]+)+-\d)\.amazonaws\.com")
ELSEWHERE = "us-east-1"
"""The region that requests to other hosts are signed for."""
BUSY = {"ThrottlingException", "TooManyRequestsException", "ServiceQuotaExceededException"}
OURS = {"ValidationException", "AccessDeniedException", "ResourceNotFoundException"}


@dataclass(frozen=True, kw_only=True)
class BedrockAssistant:
    """A model of Bedrock at `base_url`; `key` is "access key id:secret access key"."""

    base_url: str
    model: str
    key: str
    timeout_seconds: int
    retries: int

    @property
    def host(self) -> str:
        """Where it is."""
        return urlsplit(self.base_url).netloc

    async def stream(self, prompt: Prompt) -> AsyncGenerator[str | Tokens, None]:
        """The answer piece by piece; boto3 waits in a thread."""
        pieces = await asyncio.to_thread(self._begun, prompt)
        finished = False
        try:
            while (event := await asyncio.to_thread(next, pieces, None)) is not None:
                finished = finished or "messageStop" in event
                text = event.get("contentBlockDelta", {}).get("delta", {}).get("text")
                usage = event.get("metadata", {}).get("usage")
                if text:
                    yield text
                if usage:
                    yield Tokens(usage.get("inputTokens", 0), usage.get("outputTokens", 0))
        finally:
            pieces.close()
        if not finished:
            raise ServiceUnavailable(
                f"The answer of the model at {self.host} broke off in the middle.",
                hint="What came so far is not whole. Ask again.",
            )

    def _begun(self, prompt: Prompt) -> Events:
        import botocore.exceptions as faults

        content: list[dict[str, Any]] = [{"text": prompt.text}]
        if prompt.picture is not None:
            content.append({"image": {"format": "png", "source": {"bytes": prompt.picture}}})
        try:
            answer = self._client().converse_stream(
                modelId=self.model,
                system=[{"text": prompt.rules}],
                messages=[{"role": "user", "content": content}],
            )
        except (faults.ClientError, faults.BotoCoreError) as error:
            raise self._fault(error) from error
        return Events(self, answer["stream"])

    def _client(self) -> Any:  # noqa: ANN401  # boto3 makes its classes as it runs
        import boto3
        from botocore.config import Config

        name, _, secret = self.key.partition(":")
        found = HOST.fullmatch(urlsplit(self.base_url).hostname or "")
        return boto3.session.Session().client(
            "bedrock-runtime",
            endpoint_url=self.base_url,
            region_name=found[1] if found else ELSEWHERE,
            aws_access_key_id=name,
            aws_secret_access_key=secret,
            config=Config(
                connect_timeout=10,
                read_timeout=self.timeout_seconds,
                retries={"total_max_attempts": self.retries + 1, "mode": "standard"},
            ),
        )

    def _fault(self, error: Exception) -> GoFigrError:
        told = getattr(error, "response", {}).get("Error", {})
        said = f"The model at {self.host} failed: {told.get('Message') or error}"[:400]
        if told.get("Code") in BUSY:
            return RateLimited(said, hint="Wait a little.", retry_after=30)
        if told.get("Code") in OURS:
            return InvalidInput(said, hint="Check region, model and key in the settings.")
        return ServiceUnavailable(said, hint="Try again later.")


class Events(Iterator[dict[str, Any]]):
    """The events of an answer, with faults in our words."""

    def __init__(self, assistant: BedrockAssistant, stream: Any) -> None:  # noqa: ANN401  # botocore's
        self._assistant = assistant
        self._stream = stream
        self._events = iter(stream)

    def __next__(self) -> dict[str, Any]:
        import botocore.exceptions as faults
        from urllib3.exceptions import HTTPError

        try:
            event: dict[str, Any] = next(self._events)
        except (faults.ClientError, faults.BotoCoreError, HTTPError) as error:
            raise self._assistant._fault(error) from error
        return event

    def close(self) -> None:
        """Stop the model."""
        self._stream.close()
