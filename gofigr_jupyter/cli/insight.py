"""gofigr-jupyter insight: who answers questions about figures, and how many were asked."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from gofigr_jupyter.cli.accounts import print_table
from gofigr_jupyter.cli.asking import asked, workspace_of
from gofigr_jupyter.errors import InvalidInput

if TYPE_CHECKING:
    from gofigr_jupyter.client.client import Client
    from gofigr_jupyter.wire.insight import AiSettings, Quota, Tried, Usage

SERVICE = "service"
PROVIDERS = ("local", "openai", "bedrock", SERVICE)
COMPUTED = "local"
ADDRESS = ("base_url", "model")
"""What belongs to a provider: it does not go on to another one."""
LIMIT = "monthly_limit"
OTHERS = ("pictures", "titles", "timeout_seconds", "retries", LIMIT)
UNLIMITED = "unlimited"


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command `insight`."""
    parser = subparsers.add_parser("insight", help="see, choose and try who answers questions")
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)

    showing = actions.add_parser("show", help="tell who answers")
    showing.set_defaults(command=show)

    choosing = actions.add_parser(
        "choose",
        help="choose who answers",
        description="What is not given stays as it is; address, model and key only with the same "
        "provider.",
    )
    choosing.add_argument(
        "provider",
        choices=PROVIDERS,
        help="local computes answers; openai is any service that speaks its protocol (Ollama, "
        f"vLLM, llama.cpp, ...); {SERVICE} is whom the service has chosen for all workspaces",
    )
    _add_settings(choosing)
    choosing.set_defaults(command=choose)

    trying = actions.add_parser("test", help="ask for a word, of which no figure is a part")
    trying.set_defaults(command=attempt)

    for action in (showing, choosing, trying):
        places = action.add_mutually_exclusive_group()
        places.add_argument(
            "--workspace", help="name or id; the one of the settings when not given"
        )
        places.add_argument(
            "--everywhere",
            action="store_true",
            help="in all workspaces that have not chosen; only for staff",
        )

    counting = actions.add_parser("usage", help="tell how much you asked this month")
    counting.set_defaults(command=usage)

    for action in (showing, choosing, trying, counting):
        action.add_argument("--data", type=Path, help="data folder; GF_DATA_DIR when not given")


def _add_settings(parser: argparse.ArgumentParser) -> None:
    yes_or_no = argparse.BooleanOptionalAction
    parser.add_argument("--base-url", metavar="URL", help="the address of the provider")
    parser.add_argument("--model", metavar="NAME", help="the model, as the provider names it")
    parser.add_argument(
        "--key-stdin", action="store_true", help="read the key from standard input; empty: remove"
    )
    parser.add_argument("--pictures", action=yes_or_no, help="send the figure's picture too")
    parser.add_argument(
        "--titles", action=yes_or_no, help="have titles and descriptions written for new figures"
    )
    parser.add_argument(
        "--timeout",
        dest="timeout_seconds",
        type=_between(1, 600),
        metavar="S",
        help="seconds to wait",
    )
    parser.add_argument(
        "--retries", type=_between(0, 5), metavar="N", help="how often to try again"
    )
    parser.add_argument(
        "--monthly-limit",
        type=_between(0, 2**31 - 1, word=UNLIMITED),
        metavar="N",
        help=f"questions a month, of all members; {UNLIMITED} for no limit",
    )


def _between(least: int, most: int, *, word: str | None = None) -> Callable[[str], int | str]:
    """Takes numbers of this range, and `word`. The service has the same ranges."""

    def taken(text: str) -> int | str:
        if text == word:
            return text
        if not re.fullmatch("[0-9]{1,10}", text) or not least <= int(text) <= most:
            other = f", and not {word!r}" if word else ""
            raise argparse.ArgumentTypeError(f"{text!r} is no number from {least} to {most}{other}")
        return int(text)

    return taken


def show(arguments: argparse.Namespace) -> int:
    """Print who answers."""

    async def ask(client: Client) -> AiSettings:
        return await client.ai_settings(await _place(client, arguments))

    _print(asked(arguments, ask))
    return 0


def choose(arguments: argparse.Namespace) -> int:
    """Choose who answers, and print who does now."""
    if arguments.everywhere and arguments.provider == SERVICE:
        raise InvalidInput(
            f"With --everywhere {SERVICE!r} says nothing.",
            hint=f"Give one of {', '.join(PROVIDERS[:-1])}.",
        )
    key = sys.stdin.readline().strip() if arguments.key_stdin else None

    async def ask(client: Client) -> AiSettings:
        place = await _place(client, arguments)
        wanted = _wanted(arguments, await client.ai_settings(place), key)
        return await client.choose_ai(wanted, place)

    _print(asked(arguments, ask))
    return 0


def attempt(arguments: argparse.Namespace) -> int:
    """Print what whoever answers says to a word. Status 1 where nothing comes."""

    async def ask(client: Client) -> Tried:
        from msgspec.structs import replace

        place = await _place(client, arguments)
        settings = await client.ai_settings(place)
        if settings.inherited:
            settings = replace(settings, provider=None)
        return await client.try_ai(settings, place)

    tried = asked(arguments, ask)
    outcome = "answers" if tried.works else "does not answer"
    print(f"{tried.provider} ({tried.model}) {outcome}: {tried.message}")
    return 0 if tried.works else 1


def usage(arguments: argparse.Namespace) -> int:
    """Print how much was asked, of whom, and what workspaces may still ask."""

    async def ask(client: Client) -> tuple[Usage, dict[str, str]]:
        names = {each.api_id: each.name for each in await client.workspaces()}
        return await client.ai_usage(), names

    found, names = asked(arguments, ask)
    rows = [
        (
            each.provider,
            each.model,
            str(each.questions),
            str(each.input_tokens + each.output_tokens),
        )
        for each in found.providers
    ]
    if rows:
        print_table(("PROVIDER", "MODEL", "QUESTIONS", "TOKENS"), rows)
    else:
        print("You asked nothing this month.")
    for quota in found.quotas:
        print(f"{names.get(quota.workspace, quota.workspace)}: {_left(quota)}")
    return 0


async def _place(client: Client, arguments: argparse.Namespace) -> str | None:
    """The id of the workspace that is meant; None for the service as a whole."""
    if arguments.everywhere:
        return None
    return (await workspace_of(client, arguments)).api_id


def _wanted(arguments: argparse.Namespace, before: AiSettings, key: str | None) -> AiSettings:
    """The settings of before with what the options change."""
    from gofigr_jupyter.wire.insight import AiSettings

    provider = None if arguments.provider == SERVICE else arguments.provider
    stays = OTHERS + (ADDRESS if provider == before.provider else ())
    kept = {name: getattr(before, name) for name in stays}
    given = {name: getattr(arguments, name) for name in ADDRESS + OTHERS}
    changed = {
        name: None if value == UNLIMITED and name == LIMIT else value
        for name, value in given.items()
        if value is not None
    }
    return AiSettings(provider=provider, key=key, **(kept | changed))


def _print(settings: AiSettings) -> None:
    limit = settings.monthly_limit
    who = "computed by the service" if settings.provider == COMPUTED else str(settings.provider)
    rows = [("Answers", who + (", as chosen for the service" if settings.inherited else ""))]
    if settings.provider != COMPUTED:
        rows += [
            ("Address", settings.base_url),
            ("Model", settings.model),
            ("Key", "kept, and never shown" if settings.has_key else "none"),
            ("Pictures", "sent too" if settings.pictures else "not sent"),
            ("Patience", f"{settings.timeout_seconds} s, {settings.retries} retries"),
            ("Limit", "none" if limit is None else f"{limit} questions a month"),
        ]
    rows.append(("Titles", "written for new figures" if settings.titles else "not written"))
    for name, value in rows:
        print(f"{name:<9} {value}")


def _left(quota: Quota) -> str:
    if quota.limit is None:
        return f"{quota.used} asked, no limit"
    return f"{quota.used} of {quota.limit} asked, {quota.remaining} left"
