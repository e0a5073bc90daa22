"""What a search found and what was answered, as text and as HTML without script."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from gofigr_jupyter.collection.figures import Answer, Findings, Found
from gofigr_jupyter.widgets.browsing import link_to, short


class Search:
    """What `search()` returns: shown by the notebook, printed elsewhere, and a sequence."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings

    def __len__(self) -> int:
        return len(self._findings.found)

    def __getitem__(self, index: int) -> Found:
        return self._findings.found[index]

    def __iter__(self) -> Iterator[Found]:
        return iter(self._findings.found)

    def __repr__(self) -> str:
        lines = []
        for each in self:
            lines.append(f"{short(each.name)} · {_place(each)} · {each.link}")
            lines += [f"    {short(why)}" for why in each.why]
        return "\n".join([*lines, *self._rest()])

    def _repr_html_(self) -> str:
        rows = (f"<li>{_row(each)}</li>" for each in self)
        rest = "".join(f"<p>{escape(each)}</p>" for each in self._rest())
        return f"<ol>{''.join(rows)}</ol>{rest}" if len(self) else rest

    def _rest(self) -> list[str]:
        if not len(self):
            return ["Nothing fits. Try fewer or other words."]
        more = self._findings.total - len(self)
        return [f"and {more} more"] if more > 0 else []


class Answered:
    """What `ask()` returns: the answer with who gave it, and the facts that it rests on."""

    def __init__(self, answer: Answer) -> None:
        self.text = answer.text
        self.facts = answer.facts
        self.link = answer.link
        self.origin = (
            f"Written by AI ({answer.provider}, {answer.model})"
            if answer.ai
            else "Computed from the data kept"
        )

    def __repr__(self) -> str:
        return f"{self.text}\n({self.origin} · {self.link})"

    def _repr_html_(self) -> str:
        facts = "".join(f"<li>{escape(fact.text)}</li>" for fact in self.facts)
        behind = f"<details><summary>Facts</summary><ul>{facts}</ul></details>" if facts else ""
        text = escape(self.text).replace("\n", "<br>")
        return f"<p>{text}</p>{behind}<p><small>{link_to(self.link, self.origin)}</small></p>"


def _row(found: Found) -> str:
    why = "".join(f"<br><small>{escape(short(each))}</small>" for each in found.why)
    return f"{link_to(found.link, short(found.name))} · {escape(_place(found))}{why}"


def _place(found: Found) -> str:
    return found.place if found.kind == "figure" else f"{found.kind} in {found.place}"
