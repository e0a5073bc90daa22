"""Assistants: makes them of settings, within what whoever runs the service allows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from importlib.util import find_spec
from urllib.parse import urlsplit

from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.service.assistants.bedrock import HOST, BedrockAssistant
from gofigr_jupyter.service.assistants.openai import OpenAiAssistant
from gofigr_jupyter.service.domain.insight.model import AiSettings, Provider
from gofigr_jupyter.service.domain.insight.ports import Assistant
from gofigr_jupyter.service.domain.ports import Database
from gofigr_jupyter.service.storage.seal import Seal

SECRET_NAME = "assistants"  # noqa: S105  # the name of the secret, not the secret


class Assistants:
    """Implements `domain.insight.ports.Assistants`.

    `endpoints` are the addresses that may be chosen; None stands for all. A user could else make
    the service call hosts inside the lab.
    """

    def __init__(self, database: Database, *, endpoints: Collection[str] | None) -> None:
        self._database = database
        self._endpoints = endpoints
        self._seal: Seal | None = None

    def assistant(self, settings: AiSettings, *, model: str | None = None) -> Assistant:
        """The one that the settings name. Raises InvalidInput where they cannot be used."""
        self._allow(settings)
        key = self._sealer().opened(settings.sealed) if settings.sealed else None
        if settings.provider is Provider.BEDROCK:
            return BedrockAssistant(
                base_url=settings.base_url,
                model=model or settings.model,
                key=key or "",
                timeout_seconds=settings.timeout_seconds,
                retries=settings.retries,
            )
        return OpenAiAssistant(
            base_url=settings.base_url,
            model=model or settings.model,
            key=key,
            timeout_seconds=settings.timeout_seconds,
            retries=settings.retries,
        )

    def checked(self, settings: AiSettings, *, key_of: AiSettings | None) -> AiSettings:
        """The settings, if they may be chosen here; without a key, with that of `key_of`."""
        if settings.is_local:
            return replace(settings, base_url="", model="", sealed=None)
        if not settings.model:
            raise InvalidInput("The model is not named.", hint="Name one.", field="model")
        self._allow(settings)
        if settings.sealed is None and key_of is not None:
            settings = replace(settings, sealed=key_of.sealed)
        if settings.provider is Provider.BEDROCK:
            self._check_bedrock(settings)
        return settings

    def sealed(self, key: str) -> str:
        """A key, unreadable without the service."""
        return self._sealer().sealed(key)

    def _allow(self, settings: AiSettings) -> None:
        parts = urlsplit(settings.base_url)
        if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
            raise InvalidInput(
                f"{settings.base_url[:100]!r} is not the address of a model.",
                hint="It looks like https://host/v1, without a name or a password in it.",
                field="base_url",
            )
        of_amazon = settings.provider is Provider.BEDROCK and HOST.fullmatch(parts.hostname)
        known = self._endpoints is None or settings.base_url in self._endpoints
        if not (known or (of_amazon and parts.scheme == "https")):
            raise InvalidInput(
                f"This service asks no models at {settings.base_url[:200]!r}.",
                hint="Whoever runs it allows that with 'serve --ai-endpoint'.",
                field="base_url",
            )

    def _check_bedrock(self, settings: AiSettings) -> None:
        if find_spec("boto3") is None:
            raise InvalidInput(
                "Bedrock needs a library that is not installed.",
                hint="Whoever runs the service installs it: pip install gofigr-jupyter[bedrock]",
                field="provider",
            )
        if settings.sealed is None or ":" not in self._sealer().opened(settings.sealed):
            raise InvalidInput(
                "The key for Bedrock is not complete.",
                hint="It is the id of an access key, a colon, and the secret access key.",
                field="key",
            )

    def _sealer(self) -> Seal:
        if self._seal is None:
            self._seal = Seal.of(self._database, SECRET_NAME)
        return self._seal
