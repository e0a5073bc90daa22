"""`publish(figure, ...)`: keeping a figure by name, whether or not it is displayed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gofigr_jupyter.capture.drawing import drawn
from gofigr_jupyter.errors import InvalidInput, StorageUnavailable
from gofigr_jupyter.kernel.attachments import files as files_of
from gofigr_jupyter.kernel.attachments import tables
from gofigr_jupyter.kernel.kept import Extras
from gofigr_jupyter.kernel.session import Session
from gofigr_jupyter.provenance.secrets import Guard
from gofigr_jupyter.publishing.publication import ALT
from gofigr_jupyter.publishing.receipts import Receipt


def publish(
    session: Session,
    figure: object,
    *,
    target: str | None = None,
    metadata: Mapping[str, Any] | None = None,
    dataframes: object = None,
    files: object = None,
    alt: str | None = None,
) -> Receipt:
    """Keep `figure`; see `gofigr_jupyter.publish`. Raises InvalidInput for what cannot be kept."""
    guard = Guard(session.settings.secrets_allowed)
    attached = tables(dataframes, guard) + files_of(files)
    extras = Extras(
        figure=_name(target),
        attachments=attached + session.rooms.record_of(figure),
        metadata=guard.clean_json({**_metadata(metadata), **_said(alt)}),
        redactions=guard.kinds,
    )
    display = drawn(figure, session.screen.form)
    try:
        return session.keep(display, extras).receipt
    except StorageUnavailable as error:
        # The user's code is right and the disk is not: that must not stop the cell.
        return session.broke(error)


def _name(target: object) -> str | None:
    if target is None:
        return None
    if not isinstance(target, str) or not target.strip():
        raise InvalidInput(
            f"{target!r} cannot be the name of a figure.",
            hint="Give target='a name'.",
            field="target",
        )
    return target.strip()


def _said(alt: object) -> dict[str, str]:
    if alt is None:
        return {}
    if not isinstance(alt, str) or not alt.strip():
        raise InvalidInput(
            f"{alt!r} does not say what the figure shows.",
            hint="Give alt='words for those who do not see it', or leave it out.",
            field="alt",
        )
    return {ALT: alt.strip()}


def _metadata(metadata: object) -> dict[str, Any]:
    import msgspec

    if metadata is None:
        return {}
    if not isinstance(metadata, Mapping):
        raise InvalidInput(
            f"metadata is {type(metadata).__name__}, not a dictionary.",
            hint="Give metadata={'key': value}.",
            field="metadata",
        )
    try:
        plain = msgspec.json.decode(msgspec.json.encode(dict(metadata), enc_hook=_number))
    except (TypeError, ValueError) as error:
        raise InvalidInput(
            f"The metadata cannot be kept as JSON: {error}.",
            hint="Use text, numbers, lists and dictionaries.",
            field="metadata",
        ) from error
    return dict(plain)


def _number(value: Any) -> object:  # numpy's numbers and arrays say what they are by tolist()
    if hasattr(value, "tolist"):
        return value.tolist()
    raise TypeError(f"{type(value).__name__} is no JSON")
