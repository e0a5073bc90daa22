"""The formats of well-known secrets, as their vendors document them, and where a text has them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache

import msgspec
from ahocorasick_rs import BytesAhoCorasick

ADDRESS = "password in an address"


class Format(msgspec.Struct, frozen=True):
    """A secret that begins near one of `beginnings`: at one of `starts`, counted from there.

    To look for beginnings first is what makes it quick: a picture in HTML has millions of letters.
    """

    beginnings: tuple[str, ...]
    pattern: str
    starts: tuple[int, ...] = (0,)


class Place(msgspec.Struct, frozen=True, order=True):
    """Where a text has something in the format of a kind of secret, in bytes.

    In order: what begins first, and of those that begin together what stands first in FORMATS.
    """

    start: int
    rank: int
    end: int
    kind: str


def _format(beginnings: str, pattern: str, *starts: int) -> Format:
    return Format(tuple(beginnings.split()), pattern, starts or (0,))


FORMATS: Mapping[str, Format] = {
    "private key": _format(
        "-----BEGIN",
        r"-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----[\s\S]+?"
        r"(?:-----END [A-Z ]*PRIVATE KEY(?: BLOCK)?-----|\Z)",
    ),
    "AWS access key": _format(
        "AKIA ASIA ABIA ACCA A3T", r"\b(?:AKIA|ASIA|ABIA|ACCA|A3T[A-Z0-9])[A-Z0-9]{16}\b"
    ),
    "GitHub token": _format(
        "ghp_ gho_ ghu_ ghs_ ghr_ github_pat_",
        r"\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,})",
    ),
    "GitLab token": _format(
        "glpat- gldt- glft- glrt- glcbt- glimt- glptt- gloas- glsoat- glagent- GR1348941",
        r"\b(?:gl(?:pat|dt|ft|rt|cbt|imt|ptt|oas|soat|agent)-|GR1348941)[A-Za-z0-9_\-.]{16,}",
    ),
    "Slack token": _format("xox", r"\bxox[abeoprs]-[A-Za-z0-9-]{3,}"),
    "Slack webhook": _format(
        "https://hooks.slack.com/",
        r"https://hooks\.slack\.com/(?:services|workflows)/[A-Za-z0-9/_]{5,}",
    ),
    "Stripe key": _format(
        "rk_live_ rk_test_ sk_live_ sk_test_ pk_live_ pk_test_",
        r"\b[rsp]k_(?:live|test)_[A-Za-z0-9]{10,}",
    ),
    "Anthropic key": _format("sk-ant-", r"\bsk-ant-[A-Za-z0-9_\-]{20,}"),
    "OpenAI key": _format(  # not scikit-learn's `sk-toggleable__label-arrow`
        "sk-", r"\bsk-(?=[A-Za-z0-9_\-]*[A-Z])(?=[A-Za-z0-9_\-]*\d)[A-Za-z0-9_\-]{20,}"
    ),
    "Google API key": _format("AIza", r"\bAIza[A-Za-z0-9_\-]{30,}"),
    "Google OAuth secret": _format("GOCSPX-", r"\bGOCSPX-[A-Za-z0-9_\-]{20,}"),
    "Hugging Face token": _format("hf_ api_org_", r"\b(?:hf|api_org)_[A-Za-z0-9]{30,}"),
    "npm token": _format("npm_", r"\bnpm_[A-Za-z0-9]{30,}"),
    "PyPI token": _format("pypi-", r"\bpypi-[A-Za-z0-9_\-]{50,}"),
    "SendGrid key": _format("SG.", r"\bSG\.[A-Za-z0-9_\-]{16,}\.[A-Za-z0-9_\-]{16,}"),
    "Twilio key": _format("SK AC", r"\b(?:SK|AC)[0-9a-z]{32}\b"),
    "Databricks token": _format("dapi", r"\bdapi[0-9a-f]{32}(?:-\d)?\b"),
    "DigitalOcean token": _format("doo_v1_ dop_v1_ dor_v1_", r"\bdo[opr]_v1_[0-9a-f]{40,}"),
    "Shopify token": _format(
        "shpat_ shpca_ shppa_ shpss_", r"\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}\b"
    ),
    "Mailgun key": _format("key-", r"\bkey-[0-9a-f]{32}\b"),
    "Telegram token": _format(":AA", r"\b\d{8,10}:AA[A-Za-z0-9_\-]{32,}", -10, -9, -8),
    "Square token": _format("sq0atp- sq0csp-", r"\bsq0(?:atp|csp)-[A-Za-z0-9_\-\\]{22,}"),
    "Square access token": _format("EAAA", r"(?<![\w+/])EAAA[A-Za-z0-9_\-\\]{22,}"),
    "Azure storage key": _format("AccountKey=", r"[A-Za-z0-9+/=]{40,}", 11),
    "JSON Web Token": _format(
        "eyJ", r"\beyJ[A-Za-z0-9_\-]{8,}\.eyJ[A-Za-z0-9_\-]{8,}\.?[A-Za-z0-9_\-]*"
    ),
    ADDRESS: _format("://", r"(?:[^\s/:@'\"{}]*):[^\s/@'\"{}]{3,}(?=@)", 3),
    "Mailchimp key": _format("-us", r"\b[0-9a-z]{32}-us[0-9]{1,2}\b", -32),
    "Artifactory key": _format("AKC", r"(?<![\w+/])AKC[A-Za-z0-9]{10,}"),
    "SoftLayer key": _format(
        "api.softlayer.com/soap/v3",
        r"(?<=api\.softlayer\.com/soap/v3/)[a-z0-9]{64}"
        r"|(?<=api\.softlayer\.com/soap/v3\.1/)[a-z0-9]{64}",
        *(26, 28),
    ),
    "signed address": _format(
        "X-Amz-Signature= ?sig= &sig=",
        r"(?<=X-Amz-Signature=)[0-9a-f]{16,}|(?<=[?&]sig=)[A-Za-z0-9%+/=_\-]{20,}",
        *(16, 5),
    ),
    "bot token": _format(  # of Discord
        "\"M \"N \"O 'M 'N 'O",
        r"[MNO][A-Za-z0-9_\-]{23,25}\.[A-Za-z0-9_\-]{6}\.[A-Za-z0-9_\-]{27,}",
        1,
    ),
    "GoFigr key": _format("gf_", r"\bgf_[A-Za-z0-9_\-]{30,}"),
}
IN_PICTURES = frozenset({"Square access token", "Artifactory key"})
"""Kinds that look like a piece of a picture in base64."""


def places(data: bytes) -> list[Place]:
    """Where a text in UTF-8 has what looks like secrets, in order; they may overlap."""
    search, looks = _search()
    found: set[Place] = set()
    for which, at, _ in search.find_matches_as_indexes(data, overlapping=True):
        look = looks[which]
        for start in look.starts:
            match = look.match(data, at + start) if at + start >= 0 else None
            if match is not None:
                found.add(Place(match.start(), look.rank, match.end(), look.kind))
    return sorted(found)


class _Look(msgspec.Struct, frozen=True):
    """What to do where a beginning was found."""

    kind: str
    rank: int
    starts: tuple[int, ...]
    match: Callable[[bytes, int], re.Match[bytes] | None]


@cache
def _search() -> tuple[BytesAhoCorasick, Sequence[_Look]]:
    """Looks for all beginnings in one pass, and what each of them may begin."""
    beginnings: list[bytes] = []
    looks: list[_Look] = []
    for rank, (kind, form) in enumerate(FORMATS.items()):
        look = _Look(kind, rank, form.starts, re.compile(form.pattern.encode()).match)
        beginnings += [beginning.encode() for beginning in form.beginnings]
        looks += [look] * len(form.beginnings)
    return BytesAhoCorasick(beginnings), looks
