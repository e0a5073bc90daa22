"""Finds keys, tokens and passwords in source code and takes them out before anything is written.

Four ways, from sure to likely: the formats that vendors document for their keys, from our table and
from a library; whatever is assigned to, compared with or passed as something called a password,
token or key; and long random texts. What stands for the secret says so, and its kind:
`<secret removed: GitHub token>`.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Any

import msgspec

from gofigr_jupyter.provenance.detectors import found
from gofigr_jupyter.provenance.key_formats import ADDRESS, IN_PICTURES, places

REMOVED = "<secret removed: {}>"
_REMOVED = re.compile(r"<secret removed: ([^<>]+)>")
NAMES = (
    r"(?:\w*(?:passw(?:or)?d|passphrase|pwd|secret(?!s?_(?:santa|name|id))|api_?key|apikey"
    r"|access_?key|auth_?key|account_?key|private_?key|client_?secret|credential|bearer)\w*"
    r"|(?:\w*_)?(?:auth|access|api|bearer|refresh|session|bot|id|login|hf|gh|github)?_?token"
    r"|(?:\w*_)?(?:pat|pass|key)(?=[\"']?\]?\s*[:=]\s*[rbu]?[\"'][^\"']{16,}[\"']))"
)
_GIVEN = re.compile(
    rf"(?i)(?P<before>\b{NAMES}[\"']?\]?\s*(?::\s*str\s*)?(?:=(?!=)|==|!=|:(?!=))\s*[rbu]?"
    r"|\(\s*[\"'](?-i:[A-Z0-9_]*(?:KEY|TOKEN|SECRET|PASS)[A-Z0-9_]*)[\"']\s*,\s*[rbu]?)"
    r"(?P<quote>\"\"\"|'''|\"|')(?P<secret>[^\"'\n]{4,}?)(?P=quote)"
)
_BEARER = re.compile(
    r"(?i)(?P<before>\b(?:bearer|token|basic)\s+)(?P<secret>[A-Za-z0-9+/_\-.=]{16,})"
)
_WORDS = ("pass", "pwd", "secret", "key", "token", "credential", "bearer", "basic", "pat")
"""A line without any of these gives no secret by name."""
_QUOTED = re.compile(r"(?<=[\"'])[A-Za-z0-9+/_\-=]{24,120}(?=[\"'])")
_BOT = re.compile(r"(?<=[\"'])\d{8,10}:[\w\-]{35}", re.ASCII)
"""Tokens of Telegram as they were once: without a beginning of their own, after a quote."""
_HARMLESS = re.compile(
    r"(?i)(<|\$|\{|%\(|x{3,}|\*{3,}|\.{3}|your|example\b|placeholder|changeme|none$|null$|true$|false$"
    r"|env[:.]|os\.|get_?pass|password\w{0,2}$|passwd$|^pass$|token$|secret$|api_?key$|username$)"
)
_NAMED = re.compile(
    r"(?:(?:[A-Z]?[a-z]+|[A-Z]+)\d*|\d+)(?:[_-](?:(?:[A-Z]?[a-z]+|[A-Z]+)\d*|\d+)){2,}"
)
"""Words with numbers behind them, as columns are named: `Mean_Acc1298_Std_Mem40`."""
MIXED = 3.9
"""Bits a character from which a quoted text of letters, cases and digits counts as random."""


class Redacted(msgspec.Struct, frozen=True):
    """A text without its secrets, and how many were taken out, by kind."""

    text: str
    kinds: Mapping[str, int]


class Guard:
    """Takes secrets out of the texts of one figure, but for those `allowed`, and counts them."""

    def __init__(self, allowed: tuple[str, ...] = ()) -> None:
        self.allowed = allowed
        self.kinds: Counter[str] = Counter()

    def clean(self, text: str) -> str:
        """`text` without secrets."""
        redacted = redact(text, self.allowed)
        self.kinds.update(redacted.kinds)
        return redacted.text

    def clean_json(self, told: Mapping[str, object]) -> dict[str, Any]:
        """What the user says in JSON, without secrets in its texts and by its names."""
        if not told:
            return {}
        text = msgspec.json.encode(with_texts(dict(told), self.clean)).decode()
        return msgspec.json.decode(self.clean(text), type=dict[str, Any])

    def clean_output(self, data: bytes) -> bytes:
        """A text that a library has made, without the secrets that are known by their format.

        There, names and randomness tell nothing: pictures and numbers are random letters too.
        """
        remove = _Removal(self.allowed)
        cleaned = remove.formats(data, but=IN_PICTURES)
        self.kinds.update(remove.kinds)
        return cleaned


@lru_cache(maxsize=256)
def redact(text: str, allowed: tuple[str, ...] = ()) -> Redacted:
    """`text` without secrets, but for those `allowed`: texts, with `*` for any letters.

    Doing it twice changes nothing.
    """
    remove = _Removal(allowed)
    data = remove.formats(text.encode(errors="surrogatepass"))
    detected = remove.detected(data.decode(errors="surrogatepass"))
    lines = detected.splitlines(keepends=True)
    for number, line in enumerate(lines):
        lowered = line.lower()
        if any(word in lowered for word in _WORDS):
            lines[number] = _BEARER.sub(remove.bearer, _GIVEN.sub(remove.given, line))
    text = _BOT.sub(remove.bot, _QUOTED.sub(remove.random, "".join(lines)))
    return Redacted(text, dict(remove.kinds))


def redact_address(url: str) -> str:
    """`url` without keys in the formats of our table; names of parameters tell nothing here."""
    data = _Removal(()).formats(url.encode(errors="surrogatepass"))
    return data.decode(errors="surrogatepass")


def with_texts(value: object, change: Callable[[str], str]) -> object:
    """`value`, which is made of what JSON knows, with its texts changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: with_texts(each, change) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [with_texts(each, change) for each in value]
    return value


def removed_from(texts: Iterable[str]) -> Counter[str]:
    """How many secrets were taken out of `texts` before, by kind."""
    return Counter(kind for text in texts for kind in _REMOVED.findall(text))


class _Removal:
    """Decides on each match what stands in its place, and counts."""

    def __init__(self, allowed: tuple[str, ...]) -> None:
        self.kinds: Counter[str] = Counter()
        self._allowed = allowed

    def formats(self, data: bytes, *, but: Collection[str] = ()) -> bytes:
        """A text in UTF-8 without secrets of a known format, `but` some kinds."""
        pieces: list[bytes] = []
        end = 0
        for place in places(data):
            if place.start < end or place.kind in but:
                continue
            secret = data[place.start : place.end].decode(errors="replace")
            instead = self._formatted(secret, place.kind)
            if instead != secret:
                pieces += (data[end : place.start], instead.encode())
                end = place.end
        return b"".join((*pieces, data[end:])) if pieces else data

    def detected(self, text: str) -> str:
        """`text` without what a library finds, wherever it stands in it."""
        for secret, kind in found(text):
            if secret in text:  # not a part of what was removed before
                text = text.replace(secret, self._without(secret, kind))
        return text

    def given(self, match: re.Match[str]) -> str:
        if not _is_given(match["secret"]):
            return match[0]
        quote = match["quote"]
        secret = self._without(match["secret"], "password or token")
        return f"{match['before']}{quote}{secret}{quote}"

    def bearer(self, match: re.Match[str]) -> str:
        if not any(letter.isdigit() for letter in match["secret"]):
            return match[0]
        return match["before"] + self._without(match["secret"], "bearer token")

    def random(self, match: re.Match[str]) -> str:
        return self._without(match[0], "random text") if _is_random(match[0]) else match[0]

    def bot(self, match: re.Match[str]) -> str:
        return self._without(match[0], "bot token")

    def _formatted(self, secret: str, kind: str) -> str:
        is_place = kind == ADDRESS and _HARMLESS.search(secret.rpartition(":")[2])
        return secret if is_place else self._without(secret, kind)

    def _without(self, secret: str, kind: str) -> str:
        """What stands for `secret`, or itself where it is allowed."""
        if _is_allowed(secret, self._allowed):
            return secret
        self.kinds[kind] += 1
        return REMOVED.format(kind)


def _is_allowed(secret: str, allowed: tuple[str, ...]) -> bool:
    return any(fnmatchcase(secret, pattern) for pattern in allowed)


def _is_given(secret: str) -> bool:
    """Whether what stands in quotes can be a secret: no word for one, no place for one."""
    if _HARMLESS.search(secret) or " " in secret.strip():
        return False
    return not _is_column(secret)


def _is_column(text: str) -> bool:
    """Whether `text` is a plain lower-case word, as columns and options are named."""
    return re.fullmatch(r"[a-z]+(?:[ _-][a-z]+)*", text) is not None and len(text) < 8


def _is_random(text: str) -> bool:
    """Whether a quoted text looks like a key: letters of both cases, digits, no words, no path."""
    has = set(_classes(text))
    if not {"upper", "lower", "digit"} <= has or text.count("/") > 2 or "-" in text[:1]:
        return False
    if (
        _NAMED.fullmatch(text)
        or re.search(r"[a-z]{7,}|[A-Z]{7,}", text)
        or re.search(r"\d{4}-\d{2}", text)
    ):
        return False
    counts = Counter(text)
    entropy = -sum(n / len(text) * math.log2(n / len(text)) for n in counts.values())
    return entropy >= MIXED


def _classes(text: str) -> Iterator[str]:
    for letter in text:
        if letter.isdigit():
            yield "digit"
        elif letter.isupper():
            yield "upper"
        elif letter.islower():
            yield "lower"
