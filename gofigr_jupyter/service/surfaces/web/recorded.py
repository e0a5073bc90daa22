"""What a revision's metadata tells, in facts for people.

Metadata is any JSON: ours (`provenance`), the public client's flat keys, or whatever somebody sent.
Nothing is required, and what has another shape than expected is left to "everything recorded".
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from gofigr_jupyter.service.surfaces.web.shown import Fact, Sightings
from gofigr_jupyter.service.surfaces.web.spoken import moment, times

MAX_SHOWN = 200_000


class Recorded:
    """A revision's metadata, read leniently."""

    def __init__(self, metadata: str) -> None:
        try:
            self._content: Any = json.loads(metadata)
        except ValueError:
            self._content = metadata

    def environment(self) -> tuple[Fact, ...]:
        """Interpreter, platform and git."""
        known = ("provenance", "environment")
        python = self._text(*known, "python") or self._text("python_version")
        return _facts(
            ("Python", python.split(" ")[0]),
            ("Platform", self._text(*known, "platform")),
            ("Git", self._git()),
            ("Repository", self._text("git", "remote_url") or self._text("git", "remote")),
            ("Locale", self._text(*known, "locale")),
            ("Time zone", self._text(*known, "time_zone")),
            ("Processors", self._number(*known, "processors")),
            ("GPU", ", ".join(_texts(self._at(*known, "gpus")))),
            ("Variables", self._variables()),
            ("Random seeds", self._seeds()),
        )

    def origin(self) -> tuple[Fact, ...]:
        """Notebook or script, cell and plotting library."""
        path = self._text("notebook_path") or self._text("provenance", "notebook", "path")
        name = self._text("notebook_name") or self._text("provenance", "notebook", "name")
        return _facts(
            ("Notebook", path or name),
            ("Script", self._text("script")),
            ("Cell", self.prompt()),
            ("Drawn with", self._text("backend")),
        )

    def prompt(self) -> str:
        """The cell as the notebook shows it, `In [7]`; empty when not known."""
        count = self._at("provenance", "cell", "execution_count")
        return f"In [{count}]" if isinstance(count, int) else ""

    def seen_again(self, now: datetime) -> Sightings | None:
        """How often the unchanged figure was shown again; `count` counts the first time too."""
        count, last = (
            self._at("provenance", "seen", "count"),
            self._text("provenance", "seen", "last"),
        )
        if not isinstance(count, int) or count < 2:
            return None
        try:
            time = datetime.fromisoformat(last)
        except ValueError:
            return None
        if time.tzinfo is None:
            return None
        return Sightings(times=times(count - 1), last=moment(time, now=now))

    def everything(self) -> str:
        """The whole metadata, indented; empty when there is none."""
        if self._content in (None, "", {}, []):
            return ""
        text = json.dumps(self._content, indent=2, ensure_ascii=False)
        return text if len(text) <= MAX_SHOWN else text[:MAX_SHOWN] + "\n… (cut here)"

    def _variables(self) -> str:
        found = self._at("provenance", "environment", "variables")
        pairs = found.items() if isinstance(found, dict) else ()
        return ", ".join(f"{name}={value}" for name, value in pairs if isinstance(value, str))

    def _seeds(self) -> str:
        found = self._at("provenance", "seeds")
        seeds = found if isinstance(found, list) else []
        return ", ".join(f"{s.get('call')} {s.get('value')}" for s in seeds if isinstance(s, dict))

    def _number(self, *path: str) -> str:
        found = self._at(*path)
        return str(found) if isinstance(found, int) and not isinstance(found, bool) else ""

    def _git(self) -> str:
        commit = self._text("git", "hash") or self._text("git", "commit")
        branch = self._text("git", "branch")
        if not commit and not branch:
            return ""
        told = f"{commit[:12]} on {branch}" if commit and branch else commit[:12] or branch
        changed = self._at("git", "dirty") is True
        return f"{told}, with changes that were not committed" if changed else told

    def _text(self, *path: str) -> str:
        found = self._at(*path)
        return found.strip() if isinstance(found, str) else ""

    def _at(self, *path: str) -> object:
        found = self._content
        for name in path:
            if not isinstance(found, dict):
                return None
            found = found.get(name)
        return found


def _texts(found: object) -> list[str]:
    return [part for part in found if isinstance(part, str)] if isinstance(found, list) else []


def _facts(*rows: tuple[str, str]) -> tuple[Fact, ...]:
    return tuple(Fact(label=label, text=text) for label, text in rows if text)
