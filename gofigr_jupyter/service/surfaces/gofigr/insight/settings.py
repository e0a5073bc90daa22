"""Settings of assistants over the wire."""

from __future__ import annotations

import asyncio
from contextlib import aclosing

from gofigr_jupyter.errors import GoFigrError, InvalidInput
from gofigr_jupyter.service.domain.insight import choosing, usage
from gofigr_jupyter.service.domain.insight.choosing import Choice
from gofigr_jupyter.service.domain.insight.model import AiSettings, Outcome, Provider, Purpose
from gofigr_jupyter.service.domain.insight.ports import Assistant, Prompt
from gofigr_jupyter.service.domain.insight.usage import About
from gofigr_jupyter.service.surfaces.gofigr.call import Call
from gofigr_jupyter.service.surfaces.gofigr.insight import answering
from gofigr_jupyter.wire import insight as wire

TRIAL = Prompt("Answer with one word.", "Say: ready")
MOST_NAME = 500
MOST_TRIAL = 200


def show_in_workspace(call: Call) -> wire.AiSettings:
    """Who answers in a workspace."""
    return _show(call, call.id)


def choose_in_workspace(call: Call) -> wire.AiSettings:
    """Choose who answers in a workspace; without a provider, whoever the service has chosen."""
    return _choose(call, call.id)


def try_in_workspace(call: Call) -> wire.Tried:
    """Ask the chosen model for a word; nothing of a figure is sent, and nothing is changed."""
    return _try(call, call.id)


def show_in_service(call: Call) -> wire.AiSettings:
    """Who answers in workspaces that have not chosen."""
    return _show(call, None)


def choose_in_service(call: Call) -> wire.AiSettings:
    """Choose who answers in workspaces that do not choose themselves."""
    return _choose(call, None)


def try_in_service(call: Call) -> wire.Tried:
    """Ask the chosen model for a word; nothing is changed."""
    return _try(call, None)


def _show(call: Call, workspace: str | None) -> wire.AiSettings:
    return _told(_chosen(call, workspace))


def _choose(call: Call, workspace: str | None) -> wire.AiSettings:
    wanted = _wanted(call, workspace)
    return _told(
        call.service.database.write(lambda tx: choosing.choose(tx, call.actor, workspace, wanted))
    )


def _try(call: Call, workspace: str | None) -> wire.Tried:
    wanted = _wanted(call, workspace) or _chosen(call, workspace).of_service
    place = call.service.database.read(lambda tx: choosing.may_choose(tx, call.actor, workspace))
    about = About(purpose=Purpose.TRY, workspace_id=place)
    use, assistant = answering.begin(call, wanted, about, prompt=TRIAL)
    if assistant is None:
        return _tried(wanted, works=True, message="Answers are computed here.")
    try:
        said = asyncio.run(_answer(assistant))
    except GoFigrError as error:
        call.service.database.write(lambda tx: usage.end(tx, use, Outcome.FAILED, None))
        return _tried(wanted, works=False, message=str(error))
    call.service.database.write(lambda tx: usage.end(tx, use, Outcome.ANSWERED, None))
    return _tried(wanted, works=True, message=said[:MOST_TRIAL])


async def _answer(assistant: Assistant) -> str:
    said = ""
    async with aclosing(assistant.stream(TRIAL)) as pieces:
        async for piece in pieces:
            said += piece if isinstance(piece, str) else ""
            if len(said) > MOST_TRIAL:
                break
    return said


def _chosen(call: Call, workspace: str | None) -> Choice:
    return call.service.database.read(lambda tx: choosing.settings(tx, call.actor, workspace))


def _wanted(call: Call, workspace: str | None) -> AiSettings | None:
    """What the body chooses; None for what the service has. A key that is left out stays."""
    chosen = _chosen(call, workspace)
    before = chosen.settings
    body = call.decode(wire.AiSettings)
    if body.provider is None:
        return None
    try:
        provider = Provider(body.provider)
    except ValueError:
        raise InvalidInput(
            f"There is no provider {body.provider[:60]!r}.",
            hint=f"There are {', '.join(Provider)}.",
            field="provider",
        ) from None
    for name in ("base_url", "model", "key"):
        if len(getattr(body, name) or "") > MOST_NAME:
            raise InvalidInput(f"The {name} is longer than {MOST_NAME} characters.", field=name)
    wanted = AiSettings(
        id="",
        provider=provider,
        base_url=body.base_url.rstrip("/"),
        model=body.model,
        sealed=call.service.assistants.sealed(body.key) if body.key else None,
        timeout_seconds=body.timeout_seconds,
        retries=body.retries,
        pictures=body.pictures,
        titles=body.titles,
        monthly_limit=body.monthly_limit,
    )
    same = (before.provider, before.base_url) == (provider, wanted.base_url)
    stays = same and not chosen.is_inherited and body.key is None
    return call.service.assistants.checked(wanted, key_of=before if stays else None)


def _told(chosen: Choice) -> wire.AiSettings:
    found, of_service = chosen.settings, chosen.of_service
    return wire.AiSettings(
        provider=found.provider.value,
        base_url=found.base_url,
        model=found.model,
        has_key=found.sealed is not None,
        timeout_seconds=found.timeout_seconds,
        retries=found.retries,
        pictures=found.pictures,
        titles=found.titles,
        monthly_limit=found.monthly_limit,
        inherited=chosen.is_inherited,
        of_service=wire.Chosen(
            provider=of_service.provider.value, model=usage.model_of(of_service)
        ),
    )


def _tried(settings: AiSettings, *, works: bool, message: str) -> wire.Tried:
    return wire.Tried(
        works=works,
        message=message,
        provider=settings.provider.value,
        model=usage.model_of(settings),
    )
