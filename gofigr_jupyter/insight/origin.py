"""Facts about where a figure comes from: who, when, by which code, from which data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gofigr_jupyter.insight import words
from gofigr_jupyter.insight.fact import Fact, Topic

MOST_LINES = 4


@dataclass(frozen=True)
class Code:
    """A piece of the code that made a figure; `name` is that of its data object."""

    name: str
    text: str


@dataclass(frozen=True)
class Dataset:
    """A file or a table that a figure was made from. `kept` tells what of it is kept."""

    name: str
    size_bytes: int | None = None
    kept: str = ""


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Where a revision comes from. `number` counts from 1; times are as people read them."""

    figure: str
    number: int
    created_by: str
    created_on: str
    metadata: Mapping[str, Any]
    code: Sequence[Code] = ()
    datasets: Sequence[Dataset] = ()


def origin_facts(origin: Origin) -> Iterator[Fact]:
    """What is true of where a revision comes from."""
    yield Fact(
        topic=Topic.ORIGIN,
        text=f"This is revision {origin.number} of {words.quoted(origin.figure)}, made by "
        f"{origin.created_by} on {origin.created_on}.",
        numbers={"revision": float(origin.number)},
    )
    told = _object(origin.metadata.get("provenance"))
    yield from _place(origin.metadata, told)
    yield from _environment(origin.metadata, told)
    seen = _object(told.get("seen"))
    count = seen.get("count")
    if isinstance(count, int) and count > 1:
        text = f"It was seen again {words.counted(count - 1, 'time')}"
        last = f", last on {seen['last']}" if isinstance(seen.get("last"), str) else ""
        yield Fact(topic=Topic.ORIGIN, text=f"{text}{last}.", numbers={"seen": float(count)})
    yield from _code(origin, told)
    yield from _data(origin)


def _place(metadata: Mapping[str, Any], told: Mapping[str, Any]) -> Iterator[Fact]:
    notebook = _text(metadata.get("notebook_path")) or _text(metadata.get("notebook_name"))
    count = _object(told.get("cell")).get("execution_count")
    if notebook:
        cell = f", in cell [{count}]" if isinstance(count, int) else ""
        yield Fact(topic=Topic.ORIGIN, text=f"It was drawn in {words.quoted(notebook)}{cell}.")
    git = _object(metadata.get("git"))
    if _text(git.get("hash")):
        branch = f" on {git['branch']}" if _text(git.get("branch")) else ""
        dirty = ", with changes that were not committed" if git.get("dirty") is True else ""
        text = f"Git was at {git['hash'][:12]}{branch}{dirty}."
        yield Fact(topic=Topic.ORIGIN, text=text)


def _environment(metadata: Mapping[str, Any], told: Mapping[str, Any]) -> Iterator[Fact]:
    environment = _object(told.get("environment"))
    python = _text(environment.get("python")) or _text(metadata.get("python_version"))
    if python:
        platform = _text(environment.get("platform"))
        where = f" on {platform}" if platform else ""
        backend = _text(metadata.get("backend"))
        by = f"; the figure was drawn with {backend}" if backend else ""
        text = f"The kernel was Python {python.split(' ')[0]}{where}{by}."
        yield Fact(topic=Topic.ORIGIN, text=text)
    for seed in told.get("seeds") or ():
        if isinstance(seed, dict) and _text(seed.get("call")):
            text = f"The code sets a random seed: {seed['call']} {seed.get('value')}."
            yield Fact(topic=Topic.ORIGIN, text=text)


def _code(origin: Origin, told: Mapping[str, Any]) -> Iterator[Fact]:
    if not origin.code:
        return
    cells = told.get("slice")
    parts = cells if isinstance(cells, list) else []
    unsure = sum(1 for p in parts if isinstance(p, dict) and p.get("confidence") == "unsure")
    lines = sum(len(code.text.splitlines()) for code in origin.code)
    text = f"It was made by {words.counted(len(origin.code), 'piece')} of code with "
    text += f"{words.counted(lines, 'line')}: {words.listed(c.name for c in origin.code)}."
    if unsure:
        text += f" Of {words.counted(unsure, 'cell')} it is not sure that it had a part in it."
    numbers = {"pieces": float(len(origin.code)), "lines": float(lines), "unsure": float(unsure)}
    yield Fact(topic=Topic.CODE, text=text, numbers=numbers)
    last = [line for line in origin.code[0].text.strip().splitlines() if line.strip()]
    if last:
        yield Fact(topic=Topic.CODE, text=f"Its cell ends with: {' ⏎ '.join(last[-MOST_LINES:])}")
    imports = [name for name in told.get("imports") or () if isinstance(name, str)]
    if imports:
        text = f"That code imports {words.listed(imports)}."
        yield Fact(topic=Topic.CODE, text=text, numbers={"imports": float(len(imports))})


def _data(origin: Origin) -> Iterator[Fact]:
    for each in origin.datasets:
        size = "" if each.size_bytes is None else f" ({each.size_bytes:,} bytes)"
        kept = f", {each.kept}" if each.kept else ""
        numbers = {} if each.size_bytes is None else {"bytes": float(each.size_bytes)}
        text = f"It was made from {words.quoted(each.name)}{size}{kept}."
        yield Fact(topic=Topic.DATA, text=text, numbers=numbers)


def _object(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
