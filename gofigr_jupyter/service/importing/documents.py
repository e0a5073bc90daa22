"""Imports documents: the doing of the tasks that uploads ask for."""

from __future__ import annotations

import shutil
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from gofigr_jupyter.documents.contents import Contents
from gofigr_jupyter.ids import ContentHash
from gofigr_jupyter.service.domain.imports import documents
from gofigr_jupyter.service.domain.imports.documents import Document, Filed, Found
from gofigr_jupyter.service.domain.model import Actor
from gofigr_jupyter.service.domain.people.storage import Storage
from gofigr_jupyter.service.domain.ports import Blobs, Database, Transaction
from gofigr_jupyter.service.domain.tasks import Task
from gofigr_jupyter.service.importing.progress import Progress, Stop, counted, who_asked
from gofigr_jupyter.service.importing.reading import contents_of, found_in
from gofigr_jupyter.service.importing.scratch import Scratch
from gofigr_jupyter.service.surfaces.closing import Closing

Asked = tuple[Actor, Document]
"""Who imports what."""


@dataclass(frozen=True, kw_only=True)
class DocumentImport:
    """Imports documents; when the service ends, the rest is left to the next one."""

    database: Database
    blobs: Blobs
    storage: Storage
    scratch: Scratch
    closing: Closing

    def __call__(self, task: Task) -> str:
        """Import the document that a task names."""
        actor, document = self.database.read(lambda tx: _asked(tx, task))
        progress = Progress(self.database, task, self.closing)
        try:
            progress.tell(0, f"Reading {document.asset.name}.")
            with self.scratch.folder() as folder:
                file = folder / "document"
                with (
                    closing(self.blobs.open(document.item.hash)) as source,
                    file.open("wb") as copy,
                ):
                    shutil.copyfileobj(source, copy)
                contents = contents_of(file, document.asset.name, progress.look)
                return _message(contents, self._filed((actor, document), file, contents, progress))
        except Stop:
            return ""

    def _filed(
        self, asked: Asked, file: Path, contents: Contents, progress: Progress
    ) -> Counter[Filed]:
        """What became of the pictures of a document."""
        filed: Counter[Filed] = Counter()
        actor, document = asked
        place = document.revision.workspace_id
        intake = self.storage.intake(lambda tx: place)

        def is_kept(hash: ContentHash) -> bool:
            return self.database.read(lambda tx: documents.is_kept(tx, actor, hash, place))

        for position, told in enumerate(contents.pictures):
            progress.tell(100 * position // len(contents.pictures), f"At {told.anchor or 'it'}.")
            found = found_in(file, told, intake, name=document.asset.name, is_kept=is_kept)
            filed[self.database.write(partial(_file, actor, document, found))] += 1
        return filed


def _file(actor: Actor, document: Document, found: Found, tx: Transaction) -> Filed:
    return documents.file_picture(tx, actor, document, found)


def _asked(tx: Transaction, task: Task) -> Asked:
    """Who imports what. Raises NotFound where either is gone."""
    actor = who_asked(tx, task)
    return actor, documents.document_of(tx, actor, task.target_id or "")


def _message(contents: Contents, filed: Counter[Filed]) -> str:
    """What to tell about an import."""
    known = f", {filed[Filed.KNOWN]} known before" if filed[Filed.KNOWN] else ""
    left = "".join(f" Left out: {count} {reason}." for reason, count in contents.left_out.items())
    frozen = (
        f" Left out: {filed[Filed.FROZEN]} whose figure is frozen." if filed[Filed.FROZEN] else ""
    )
    return (
        f"Found {counted(filed.total(), 'picture')}: {filed[Filed.NEW]} new{known}.{left}{frozen}"
    )
