"""For whom a thing is made and what models wrote about it, in the versions that know of it."""

from __future__ import annotations

from msgspec import UNSET, UnsetType

from gofigr_jupyter.service.domain import texts
from gofigr_jupyter.service.domain.model import NO_WORDS, NOBODY, Attributed, Described
from gofigr_jupyter.service.surfaces.gofigr.call import Call
from gofigr_jupyter.wire.revisions import MadeBody, WordsBody

Given = str | UnsetType | None


def attribution(call: Call, body: MadeBody) -> Attributed:
    """For whom the body says that a new thing is made."""
    if not call.version.creation_on_behalf:
        return NOBODY
    return texts.attributed(_text(body.created_on_behalf_name), _text(body.created_on_behalf_email))


def words(call: Call, body: WordsBody) -> Described:
    """What the body of a new thing says that a model wrote about it."""
    if not call.version.ai_texts:
        return NO_WORDS
    return texts.described(_text(body.ai_title), _text(body.ai_description))


def _text(given: Given) -> str | None:
    return None if given is UNSET else given
