"""Additions: data of a figure that its kernel writes down when nobody waits for it.

A figure's publication does not wait for large plotted data or for the tables that its cell used.
They come in a file of their own, and are added to the revision that the publication has become.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from gofigr_jupyter.capture.plotted import Column, Plotted
from gofigr_jupyter.publishing.publication import Attachment

Kept = Literal["whole", "head", "schema"]


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A table as it was when a figure was displayed.

    `columns` are its names and types. What is kept of it is `attachment`, or `numbers` by column.
    `digest` hashes all of it where only a part is kept; `note` tells what is missing, and why.
    """

    name: str
    shape: tuple[int, ...]
    columns: tuple[tuple[str, str], ...]
    kept: Kept
    attachment: Attachment | None = None
    numbers: dict[str, Column] | None = None
    digest: str | None = None
    note: str | None = None


class Module(msgspec.Struct, frozen=True, kw_only=True):
    """A module of the user as it was imported; `changed` where its file is another one by now."""

    name: str
    path: str
    source: str
    changed: bool


class Additions(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be added to the revision that `publication` became on `service`.

    `source` is the code of the figure's cell, without secrets: it may use some of `tables` only,
    and its slice some of `modules`, which are all that are loaded. `redactions` counts the secrets
    that were taken out of `plotted`.
    """

    publication: str
    service: str
    source: str = ""
    plotted: Plotted | None = None
    redactions: dict[str, int] = msgspec.field(default_factory=dict)
    tables: tuple[Table, ...] = ()
    modules: tuple[Module, ...] = ()
