"""Finds keys, tokens and passwords in source code and takes them out before anything is written.

Three ways, from sure to likely: the formats that vendors document for their keys; whatever is
assigned to, compared with or passed as something called a password, token or key; and long random
texts. What stands for the secret says so, and its kind: `<secret removed: GitHub token>`.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from functools import lru_cache

import msgspec

REMOVED = "<secret removed: {}>"
FORMATS: Mapping[str, str] = {
    "private key": r"-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----[\s\S]+?"
    r"(?:-----END [A-Z ]*PRIVATE KEY(?: BLOCK)?-----|\Z)",
    "AWS access key": r"\b(?:AKIA|ASIA|ABIA|ACCA|A3T[A-Z0-9])[A-Z0-9]{16}\b",
    "GitHub token": r"\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,})",
    "GitLab token": r"\b(?:gl(?:pat|dt|ft|rt|cbt|imt|ptt|oas|soat|agent)-|GR1348941)"
    r"[A-Za-z0-9_\-.]{16,}",
    "Slack token": r"\bxox[abeoprs]-[A-Za-z0-9-]{3,}",
    "Slack webhook": r"https://hooks\.slack\.com/(?:services|workflows)/[A-Za-z0-9/_]{5,}",
    "Stripe key": r"\b[rsp]k_(?:live|test)_[A-Za-z0-9]{10,}",
    "Anthropic key": r"\bsk-ant-[A-Za-z0-9_\-]{20,}",
    "OpenAI key": r"\bsk-[A-Za-z0-9_\-]{20,}",
    "Google API key": r"\bAIza[A-Za-z0-9_\-]{30,}",
    "Google OAuth secret": r"\bGOCSPX-[A-Za-z0-9_\-]{20,}",
    "Hugging Face token": r"\b(?:hf|api_org)_[A-Za-z0-9]{30,}",
    "npm token": r"\bnpm_[A-Za-z0-9]{30,}",
    "PyPI token": r"\bpypi-[A-Za-z0-9_\-]{50,}",
    "SendGrid key": r"\bSG\.[A-Za-z0-9_\-]{16,}\.[A-Za-z0-9_\-]{16,}",
    "Twilio key": r"\b(?:SK|AC)[0-9a-z]{32}\b",
    "Databricks token": r"\bdapi[0-9a-f]{32}(?:-\d)?\b",
    "DigitalOcean token": r"\bdo[opr]_v1_[0-9a-f]{40,}",
    "Shopify token": r"\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}\b",
    "Mailgun key": r"\bkey-[0-9a-f]{32}\b",
    "Telegram token": r"\b\d{8,10}:AA[A-Za-z0-9_\-]{32,}",
    "Square token": r"\b(?:sq0(?:atp|csp)-|EAAA)[A-Za-z0-9_\-\\]{22,}",
    "Azure storage key": r"(?<=AccountKey=)[A-Za-z0-9+/=]{40,}",
    "JSON Web Token": r"\beyJ[A-Za-z0-9_\-]{8,}\.eyJ[A-Za-z0-9_\-]{8,}\.?[A-Za-z0-9_\-]*",
    "password in an address": r"(?<=://)(?:[^\s/:@'\"{}]*):[^\s/@'\"{}]{3,}(?=@)",
    "Mailchimp key": r"\b[0-9a-z]{32}-us[0-9]{1,2}\b",
    "Artifactory key": r"\bAKC[A-Za-z0-9]{10,}",
    "SoftLayer key": r"(?<=api\.softlayer\.com/soap/v3/)[a-z0-9]{64}"
    r"|(?<=api\.softlayer\.com/soap/v3\.1/)[a-z0-9]{64}",
    "signed address": r"(?<=X-Amz-Signature=)[0-9a-f]{16,}|(?<=[?&]sig=)[A-Za-z0-9%+/=_\-]{20,}",
    "GoFigr key": r"\bgf_[A-Za-z0-9_\-]{30,}",
}
"""The formats of well-known secrets, as their vendors document them."""
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
_FORMAT = re.compile("|".join(f"(?P<k{n}>{form})" for n, form in enumerate(FORMATS.values())))
_KINDS = tuple(FORMATS)
_ADDRESS = "password in an address"
_BEGINNINGS = (
    *(
        "-----BEGIN",
        "AKIA",
        "ASIA",
        "ABIA",
        "ACCA",
        "A3T",
        "gh",
        "github_pat_",
        "gl",
        "GR1348941",
        "xox",
        "hooks.slack",
    ),
    *("_live_", "_test_", "sk-", "AIza", "GOCSPX", "hf_", "api_org_", "npm_", "pypi-", "SG.", "SK"),
    *(
        "AC",
        "dapi",
        "_v1_",
        "shp",
        "key-",
        ":AA",
        "sq0",
        "EAAA",
        "AccountKey=",
        "eyJ",
        "://",
        "gf_",
        "-us",
        "AKC",
        "softlayer",
        "X-Amz-Signature=",
        "sig=",
    ),
)
"""A text without any of these has no secret of a known format."""
_WORDS = ("pass", "pwd", "secret", "key", "token", "credential", "bearer", "basic", "pat")
"""A line without any of these gives no secret by name."""
_QUOTED = re.compile(r"(?<=[\"'])[A-Za-z0-9+/_\-=]{24,120}(?=[\"'])")
_BOT = re.compile(
    r"(?<=[\"'])(?:[MNO][\w\-]{23,25}\.[\w\-]{6}\.[\w\-]{27,}|\d{8,10}:[\w\-]{35})", re.ASCII
)
"""Tokens of Discord and Telegram: without a beginning of their own, looked for after a quote."""
_HARMLESS = re.compile(
    r"(?i)(<|\$|\{|%\(|x{3,}|\*{3,}|\.{3}|your|example\b|placeholder|changeme|none$|null$|true$|false$"
    r"|env[:.]|os\.|get_?pass|password\w{0,2}$|passwd$|^pass$|token$|secret$|api_?key$|username$)"
)
MIXED = 3.9
"""Bits a character from which a quoted text of letters, cases and digits counts as random."""


class Redacted(msgspec.Struct, frozen=True):
    """A text without its secrets, and how many were taken out, by kind."""

    text: str
    kinds: Mapping[str, int]


@lru_cache(maxsize=256)
def redact(text: str, allowed: tuple[str, ...] = ()) -> Redacted:
    """`text` without secrets, but for those `allowed`: texts, with `*` for any letters.

    Doing it twice changes nothing.
    """
    remove = _Removal(allowed)
    if any(beginning in text for beginning in _BEGINNINGS):
        text = _FORMAT.sub(remove.formatted, text)
    lines = text.splitlines(keepends=True)
    for number, line in enumerate(lines):
        lowered = line.lower()
        if any(word in lowered for word in _WORDS):
            lines[number] = _BEARER.sub(remove.bearer, _GIVEN.sub(remove.given, line))
    text = _BOT.sub(remove.bot, _QUOTED.sub(remove.random, "".join(lines)))
    return Redacted(text, dict(remove.kinds))


class _Removal:
    """Decides on each match what stands in its place, and counts."""

    def __init__(self, allowed: tuple[str, ...]) -> None:
        self.kinds: Counter[str] = Counter()
        self._allowed = allowed

    def formatted(self, match: re.Match[str]) -> str:
        kind = _KINDS[int(str(match.lastgroup)[1:])]
        is_place = kind == _ADDRESS and _HARMLESS.search(match[0].rpartition(":")[2])
        return match[0] if is_place else self._without(match[0], kind)

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
    if re.search(r"[a-z]{7,}|[A-Z]{7,}", text) or re.search(r"\d{4}-\d{2}", text):
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
