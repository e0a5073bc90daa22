"""One session of one kernel: figures come in from the hooks, receipts come back.

The hooks announce a figure; the session decides whether it is kept, publishes it, shows the quiet
line under it and corrects that line when the service has spoken.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import msgspec

from gofigr_jupyter.capture.bundle import Bundle
from gofigr_jupyter.capture.capture import Capture, Cell, Rendering
from gofigr_jupyter.capture.display import Display, Held, Hidden
from gofigr_jupyter.capture.plotted import Bounds
from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.ids import ContentHash, new_id, new_prefix
from gofigr_jupyter.kernel.boundary import Boundary
from gofigr_jupyter.kernel.cards import Cards
from gofigr_jupyter.kernel.cleanroom.rooms import Rooms
from gofigr_jupyter.kernel.data.taking import Behind, Taking
from gofigr_jupyter.kernel.executions import Executions
from gofigr_jupyter.kernel.kept import Extras, Kept
from gofigr_jupyter.kernel.ledger import FINAL, Ledger
from gofigr_jupyter.kernel.route import Route, Start
from gofigr_jupyter.kernel.screen import Screen
from gofigr_jupyter.kernel.suppressed import Suppressed
from gofigr_jupyter.kernel.watch import ReceiptWatch
from gofigr_jupyter.kernel.words import line_under, sentence, size
from gofigr_jupyter.provenance.annotate import Annotator
from gofigr_jupyter.provenance.execution import InputRules, Lineage
from gofigr_jupyter.provenance.provenance import Note
from gofigr_jupyter.provenance.secrets import Guard, redact
from gofigr_jupyter.publishing.expectation import Expectations
from gofigr_jupyter.publishing.publish import Draft, Publisher, content_of, now
from gofigr_jupyter.publishing.receipts import Receipt, ReceiptFolder, State
from gofigr_jupyter.publishing.sessions import SessionFile
from gofigr_jupyter.settings import Settings, with_arguments
from gofigr_jupyter.widgets import note

SKIP_TAG = "gofigr-skip"
SHOWS_SECRET = Note(
    about="secrets", text="the figure's words have one; its pixels are kept as they are"
)


class Session:
    """Keeps the figures of one kernel."""

    def __init__(
        self,
        settings: Settings,
        *,
        annotator: Annotator,
        screen: Screen,
        start: Start,
        executions: Executions | None = None,
    ) -> None:
        self.settings: Settings
        self.route: Route
        self.id = new_id()
        self.ledger = Ledger()
        self.annotator = annotator
        self.screen = screen
        self._executions = executions
        self.suppressed = Suppressed()
        self.rooms = Rooms()
        self.previewing = False
        """Whether what would be kept of this cell's figures is shown, and nothing kept."""
        self._taking = Taking(lambda: self.screen)
        self.boundary = Boundary(self.broke)
        self.cards: Cards | None = None
        """Where live views can be shown, what shows them; the composition root puts it here."""
        self._quietly = Boundary(lambda error: None)
        self._start = start
        self._notes: dict[str, Bundle] = {}
        self._seen: set[str] = set()
        self._one_at_a_time = threading.Lock()
        self._receipts_before = 0
        self._watches: dict[Path, ReceiptWatch] = {}
        """One for each data folder of this session: a figure's receipt comes where it went."""
        self._use(settings)

    def configure(self, arguments: Mapping[str, object]) -> None:
        """Change settings from here on. Raises InvalidInput for what is no setting."""
        settings = with_arguments(self.settings, arguments)
        self.route.close()
        self._use(settings)
        self.route.prepare()
        self.route.start()

    def switch(self, *, on: bool) -> None:
        """Keep every figure that is displayed from here on, or none."""
        self.settings = replace(self.settings, auto_publish=on)

    def show_cards(self, *, on: bool) -> None:
        """Show a card under each figure from here on, or a line.

        Raises InvalidInput where there is no notebook that could show one.
        """
        if on:
            if self.cards is None:
                raise InvalidInput(
                    "Cards need a notebook that somebody looks at.",
                    hint="%gofigr status says the same in text.",
                )
            _ = self.cards.views  # imported here, where the user waits for it
        self.settings = replace(self.settings, widget=on)

    @property
    def problems(self) -> tuple[str, ...]:
        """What stands in the way of keeping figures, in sentences."""
        problem = self.route.prepare()
        return (*self.settings.problems, *([problem] if problem else []))

    def close(self) -> None:
        """Stop listening for receipts. What is in the outbox is delivered all the same."""
        self._taking.close()
        for watch in self._watches.values():
            watch.close()
        self.route.close()
        if self.cards is not None:
            self.cards.close()

    def finish(self, patience: float) -> None:
        """Write down the data behind figures that still wait for a pause between cells."""
        self._taking.finish(patience)

    def look(self) -> None:
        """Bring in the receipts that have arrived by now."""
        for watch in self._watches.values():
            watch.look()

    def cell_started(self) -> None:
        """A cell starts: figures are counted anew."""
        if self.cards is not None:
            self.cards.cell_started()
        for watch in self._watches.values():
            watch.pause()
        self._seen.clear()
        self.previewing = False
        self._receipts_before = len(self.ledger)
        if self._executions is not None:
            self._executions.cell_started()
        self._taking.cell_started()
        self.annotator.refresh()

    def cell_ended(self) -> None:
        """A cell has ended: it gets a receipt even where it showed no figure."""
        if len(self.ledger) == self._receipts_before:
            self._record(State.SKIPPED, reason="no figure was shown")
        if self.cards is not None:
            self.cards.cell_ended()
        self._taking.cell_ended()
        for watch in self._watches.values():
            watch.resume()

    def displayed(self, display: Display) -> Bundle:
        """Keep a figure, unless the user said otherwise; answers its payloads for the page."""
        if self.screen.silent:
            return {}
        reason = None if self.previewing else self._left_out(display)
        if reason:
            self._record(State.SKIPPED, reason=reason, name=display.title)
            return {}
        record = self.rooms.record_of(display.shown)
        return self.keep(display, Extras(attachments=record)).shown

    def hidden(self, hidden: Hidden) -> None:
        """A figure was drawn and is not on the screen, as under `%%capture`."""
        if not self.screen.silent:
            self._record(State.SKIPPED, reason=hidden.reason, name=hidden.title)

    def hold(self, room: int) -> Held:
        """Hold the tables there are now, in at most `room` bytes, for a figure that is saved."""
        return self._taking.hold(self.table_bounds, room=room, leave_out=self.settings.left_out)

    def keep(self, display: Display, extras: Extras) -> Kept:
        """Publish a figure and say so under it. Raises what stands in the way."""
        if display.failed:
            reason = "it could not be drawn (see the error above)"
            return Kept(self._record(State.FAILED, reason=reason))
        renderings = display.renderings()
        content = content_of(renderings)
        refusal = self._refusal(renderings, content, display.title)
        if refusal:
            return Kept(refusal)
        self.route.prepare()
        guard = Guard(self.settings.secrets_allowed)
        behind = self._taking.take(
            display, self.table_bounds, guard, leave_out=self.settings.left_out
        )
        with self._one_at_a_time:  # figures come from threads too
            draft = self._draft(display, renderings, content, extras, behind=behind, guard=guard)
            if self.previewing:
                return self._preview(draft, behind)
            published = self._publisher.publish(draft, address=self.route.address)
            self._seen.add(content)
            self.ledger.add(published.receipt)
        self._show_note(published.receipt, again=published.expectation.again)
        # Last of all: from here on the service competes with the user's cell for the processor.
        if not published.expectation.again:
            self._taking.later(
                behind, published.publication, self.route.add, settings=self.settings
            )
        self.screen.afterwards(self._wake)
        return Kept(published.receipt, published.shown)

    def _preview(self, draft: Draft, behind: Behind) -> Kept:
        from gofigr_jupyter.kernel.commands.preview import PREVIEWED, preview  # for few

        text = preview(self._publisher.publication(draft), behind, self.route)
        self.screen.show({"text/plain": text}, display_id=f"gofigr-{new_id()}")
        return Kept(self._record(State.SKIPPED, reason=PREVIEWED, name=draft.capture.title))

    def broke(self, error: Exception) -> Receipt:
        """Something of ours went wrong with a figure: say why it is not kept."""
        reason = sentence(error)
        receipt = self._record(State.FAILED, reason=reason)
        if self.settings.note:
            self.screen.show(note.not_kept(reason), display_id=f"gofigr-{new_id()}")
        return receipt

    def no_card(self, error: Exception) -> None:
        """Something went wrong with the card under a figure, which is kept all the same."""
        reason = f"no card under it: {sentence(error)}"
        if all(receipt.reason != reason for receipt in self.ledger.receipts):
            self._record(State.SKIPPED, reason=reason)

    def _use(self, settings: Settings) -> None:
        self.settings = settings
        self.input_rules = InputRules(
            largest=settings.largest_input_bytes,
            include=settings.inputs_include,
            ignore=settings.inputs_ignore,
        )
        self.table_bounds = Bounds(bytes=settings.table_bytes, rows=int(settings.tables_max_rows))
        self.route = Route(settings, self._start)
        self._expectations = Expectations(self.route.place.shelves)
        self._session_file = SessionFile(self.route.place.sessions, self.id)
        self._publisher = Publisher(
            self.route.outbox, self._expectations, session=self.id, prefix=new_prefix()
        )
        receipts = self.route.place.receipts
        self._receipts = ReceiptFolder(receipts)
        if receipts not in self._watches:
            self._watches[receipts] = ReceiptWatch(
                receipts, self.ledger, on_receipt=self._received, on_delay=self.route.wake_again
            )

    def _wake(self) -> None:
        self.route.wake()
        self._watches[self.route.place.receipts].wake()

    def _left_out(self, display: Display) -> str | None:
        cell = self.screen.cell
        if cell is not None and SKIP_TAG in cell.tags:
            return f"the cell is tagged {SKIP_TAG}"
        if not self.settings.auto_publish:
            return "capture is off (%gofigr on)"
        if display in self.suppressed:
            return "suppress() was called for it"
        return None

    def _refusal(
        self, renderings: tuple[Rendering, ...], content: ContentHash, title: str | None
    ) -> Receipt | None:
        if not renderings:
            return self._record(State.SKIPPED, reason="there is nothing to see in it", name=title)
        bytes_shown = sum(len(rendering.data) for rendering in renderings)
        if bytes_shown > self.settings.max_figure_bytes:
            limit = size(self.settings.max_figure_bytes)
            reason = (
                f"{size(bytes_shown)} is over the limit of {limit}. "
                "Raise it with GF_MAX_FIGURE_MB or configure(max_figure_mb=...)"
            )
            return self._record(State.SKIPPED, reason=reason, name=title, size_bytes=bytes_shown)
        if content in self._seen:
            reason = "the same picture, shown twice by this cell"
            return self._record(State.SEEN_AGAIN, reason=reason, name=title)
        return None

    def _draft(
        self,
        display: Display,
        renderings: tuple[Rendering, ...],
        content: ContentHash,
        extras: Extras,
        *,
        behind: Behind,
        guard: Guard,
    ) -> Draft:
        provenance = self.annotator.provenance()
        title = guard.clean(display.title) if display.title else display.title
        notes = provenance.notes + ((SHOWS_SECRET,) if guard.kinds else ())
        cell = self.screen.cell
        if cell is not None:
            cell = msgspec.structs.replace(cell, source=guard.clean(cell.source))
        metadata = guard.clean_json(self.settings.default_metadata or {})
        guard.kinds.update(extras.redactions)
        slot = self.screen.next_slot()
        return Draft(
            capture=Capture(
                renderings=renderings,
                backend=display.library,
                title=title,
                cell=cell,
                slot=slot,
                plotted=behind.plotted,
            ),
            content=content,
            provenance=msgspec.structs.replace(
                provenance, notes=notes, redactions=dict(guard.kinds)
            ),
            destination=self.route.destination(provenance.notebook),
            figure=extras.figure or self.screen.figure_name(slot),
            attachments=extras.attachments,
            metadata={**metadata, **extras.metadata},
            lineage=self._lineage(display),
            leave_out=self.settings.left_out,
            secrets_allowed=guard.allowed,
            going_out=display.bundle
            if display.going_out and self.settings.self_describing
            else None,
        )

    def _lineage(self, display: Display) -> Lineage | None:
        cell = self.screen.cell
        if self._executions is None or cell is None:
            return None
        try:
            return self._executions.lineage(
                cell,
                display,
                file=self._session_file,
                rules=self.input_rules,
                allowed=self.settings.secrets_allowed,
            )
        except OSError:
            return None  # a disk that takes no line will say so when the figure is written

    def _record(
        self,
        state: State,
        *,
        reason: str,
        name: str | None = None,
        size_bytes: int | None = None,
    ) -> Receipt:
        cell: Cell | None = self.screen.cell
        allowed = self.settings.secrets_allowed
        receipt = Receipt(
            state=state,
            session=self.id,
            execution_count=cell.execution_count if cell else None,
            cell_id=cell.id if cell else None,
            name=redact(name, allowed).text if name else name,
            reason=redact(reason, allowed).text,
            size_bytes=size_bytes,
            notebook=self.annotator.notebook.place,
            at=now(),
        )
        self.ledger.add(receipt)
        with suppress(OSError, ValueError):  # it is still in the ledger
            self._receipts.add_to_journal(receipt)
        return receipt

    def _show_note(self, receipt: Receipt, *, again: bool) -> None:
        cards = self.cards if self.settings.widget else None
        if receipt.publication is None or not (self.settings.note or cards):
            return
        line = line_under(receipt, again=again)
        self._notes[receipt.publication] = line
        self.screen.show(line, display_id=f"gofigr-{receipt.publication}")
        if cards is not None:
            cards.tell(receipt, line)

    def _received(self, receipt: Receipt) -> None:
        """The service has spoken; called by the watch."""
        if receipt.publication is None:
            return
        shown = self._notes.pop(receipt.publication, None)
        line = line_under(receipt, again=receipt.state is State.SEEN_AGAIN)
        if receipt.state in FINAL:
            self._expectations.settled(receipt.publication)
        elif shown is not None:
            self._notes[receipt.publication] = line
        if self.cards is not None and receipt.publication in self.cards:
            self.cards.tell(receipt, line)
        elif shown is not None and shown != line:
            name = f"gofigr-{receipt.publication}"
            self._quietly.run(lambda: self.screen.correct(line, display_id=name))
