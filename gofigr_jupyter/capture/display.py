"""The two hooks: what the kernel formats and what it publishes, read on the way to the user.

`DisplayFormatter.format` gives an object with its MIME bundle, `DisplayPublisher.publish` says that
a bundle is really shown, and brings bundles that were never formatted (plotly's `show()`, HTML).
A formatted bundle is announced when it is published, or when the shell writes it out as the value
of an expression (`Out[n]`). So a figure is announced once, and one that
`%%capture` swallows not at all. What updates an older display, or comes after `clear_output`, is
announced when the cell ends, if it is still there.

What is published is announced just before it goes out: behind it, the thread that sends it would
compete with the listener for the interpreter. What the listener shows follows it out, and what it
answers goes out in the place of the figure's payloads: the same picture, which describes itself.
"""

from __future__ import annotations

import sys
import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

import msgspec

from gofigr_jupyter.capture.backends import backend_for, behind_widget, library_name, title_of
from gofigr_jupyter.capture.backends.matplotlib import place_among_open
from gofigr_jupyter.capture.bundle import FORMATS, HTML, WIDGET, Bundle, is_figure, renderings
from gofigr_jupyter.capture.capture import Rendering
from gofigr_jupyter.capture.follow import follow
from gofigr_jupyter.capture.frames import cell_line
from gofigr_jupyter.capture.lasting import Lasting
from gofigr_jupyter.capture.stack import figure_at_work
from gofigr_jupyter.capture.wrap import Wrap

Guard = Callable[[Callable[[], None]], None]
"""Runs one step of ours so that whatever it raises stays away from the user's cell."""


NOT_DISPLAYED = "drawn, but not displayed"
CLEARED = "cleared from the output before the cell ended"
TO_WIDGET = "append_display_data"
"""The method with which an Output widget shows what it has formatted, without publishing it."""
REMEMBERED = 8
"""Figures that were not displayed, of which we know what they were should they be shown later."""


class Held(Protocol):
    """What is held of the user's variables for a figure."""

    @property
    def size(self) -> int:
        """The bytes that are held."""


class Display(msgspec.Struct, frozen=True, kw_only=True):
    """A figure that was displayed: the object, None for a raw bundle, and what was shown of it.

    `line` is the line of the cell that displayed it, None for a figure that the shell shows by
    itself when the cell's code is done; of those, it is the one at `slot` of `slots`. `failed`
    means that the kernel tried to draw it and could not.
    """

    shown: object
    bundle: Bundle
    library: str
    title: str | None
    line: int | None = None
    slot: int = 0
    slots: int = 1
    failed: bool = False
    reads: int | None = None
    """How many files its cell had read by then; None where it is being displayed just now."""
    held: Held | None = None
    """What was held of the variables when it was saved; None where they are as they are now."""
    going_out: bool = False
    """Whether the page has not got it yet, so that its payloads can still be replaced."""

    def renderings(self) -> tuple[Rendering, ...]:
        """The figure's bytes as displayed; drawn once where only text was shown of it.

        Empty when there is nothing to see. Raises InvalidInput when a payload is broken.
        """
        found = renderings(self.bundle)
        backend = backend_for(self.shown)
        if found or backend is None or backend.is_empty(self.shown):
            return found
        return (backend.draw(self.shown),)


class Hidden(msgspec.Struct, frozen=True, kw_only=True):
    """A figure that was drawn and is not on the user's screen, and why."""

    title: str | None
    reason: str


class Listener(Protocol):
    """Who wants to know of figures."""

    def displayed(self, display: Display) -> Bundle:
        """A figure is on the user's screen, or will be in a moment.

        Answers payloads that go out in place of its own: empty where it is not `going_out`.
        """

    def hidden(self, hidden: Hidden) -> None:
        """A figure was drawn and is not on the user's screen."""


class _Pending(msgspec.Struct, frozen=True):
    display: Display
    data: Bundle
    depth: int


class _Thread(threading.local):
    def __init__(self) -> None:
        self.showing: list[object] = []
        """The objects being formatted now: one may format another."""
        self.pending: _Pending | None = None
        self.announced = 0
        self.just_published = False
        """Whether the steps run that come right after the shell has published something."""
        self.held: list[Callable[[], None]] | None = None
        """The steps that wait for what is about to be published; None where nothing is."""
        self.after_value: list[Callable[[], None]] = []
        """The steps that wait until the value of the cell's last expression is out."""

    @property
    def depth(self) -> int:
        return len(self.showing)


class DisplayHooks:
    """Wraps the shell's formatter and publisher, and announces each figure to `listener`."""

    def __init__(self, shell: Any, *, listener: Listener, guard: Guard) -> None:
        self._shell = shell
        self._listener = listener
        self._guard = guard
        self._thread = _Thread()
        self._wraps: tuple[Wrap, ...] = ()
        self._lasting = Lasting()
        self._swallowed: deque[Display] = deque(maxlen=REMEMBERED)

    def install(self) -> None:
        """Put both hooks in place; harmless when they are."""
        if self._wraps:
            return
        self._wraps = (
            Wrap(self._shell.display_formatter, "format", self._format),
            Wrap(self._shell.display_pub, "publish", self._publish),
            Wrap(self._shell.display_pub, "clear_output", self._clear),
            Wrap(self._shell.displayhook, "write_format_data", self._write),
        )

    def remove(self) -> None:
        """Leave the shell as it was before `install`."""
        for wrap in self._wraps:
            wrap.undo()
        self._wraps = ()

    def show(
        self,
        data: Bundle,
        *,
        display_id: str,
        update: bool = False,
        metadata: Mapping[str, Any] | None = None,
    ) -> None:
        """Show something of ours, past our own hooks; behind a figure that is on its way out."""
        content = {
            "data": dict(data),
            "metadata": dict(metadata or {}),
            "transient": {"display_id": display_id},
        }
        self.afterwards(lambda: self._show(content, update=update))

    def afterwards(self, step: Callable[[], None]) -> None:
        """Take a step once the figure that is being announced is out; now, where none is."""
        if self._thread.held is None:
            step()
        else:
            self._thread.held.append(step)

    def form(self, figure: object) -> Bundle:
        """`figure` as the shell formats it, past our own hooks; shows nothing."""
        formatter = self._shell.display_formatter
        original = self._wraps[0].original if self._wraps else formatter.format
        bundle: Bundle = original(figure)[0]
        return bundle

    def settle(self) -> None:
        """Announce what waited for the end of the cell."""
        steps, self._thread.after_value = self._thread.after_value, []
        for step in steps:
            self._guard(step)
        self._settle()
        left, gone = self._lasting.take()
        for display in left:
            self._announce(display)
        for display in gone:
            self._listener.hidden(Hidden(title=display.title, reason=CLEARED))

    def _settle(self) -> None:
        pending, self._thread.pending = self._thread.pending, None
        if pending is not None and not pending.depth:
            self._swallowed.append(pending.display)
            self._listener.hidden(Hidden(title=pending.display.title, reason=NOT_DISPLAYED))

    def _format(self, original: Callable[..., Any], shown: object, *args: Any, **kw: Any) -> Any:
        thread = self._thread
        if not thread.depth and thread.pending:
            self._guard(self._settle)
        before = thread.announced
        thread.showing.append(shown)
        try:
            formatted = original(shown, *args, **kw)
        finally:
            thread.showing.pop()
        if before == thread.announced:
            to_widget = sys._getframe(2).f_code.co_name == TO_WIDGET
            self._guard(lambda: self._formatted(shown, formatted[0], to_widget=to_widget))
        return formatted

    def _publish(self, original: Callable[..., Any], data: Any, *args: Any, **kw: Any) -> Any:
        thread = self._thread
        if not thread.depth and thread.pending and thread.pending.data is not data:
            self._guard(self._settle)
        updated = (kw.get("transient") or {}).get("display_id") if kw.get("update") else None
        held, data = self._announced(data, lambda: self._publishing(data, updated=updated))
        try:
            return original(data, *args, **kw)
        finally:
            self._follow_up(held)

    def _write(self, original: Callable[..., Any], data: Bundle, *args: Any, **kw: Any) -> Any:
        pending = self._thread.pending
        if pending is not None and pending.data is data:
            self._thread.pending = None
            display = pending.display
            held, data = self._announced(data, lambda: self._send(display))
            self._thread.after_value += held
        return original(data, *args, **kw)

    def _announced(
        self, data: Bundle, announce: Callable[[], Bundle]
    ) -> tuple[list[Callable[[], None]], Bundle]:
        """The steps that wait until `data` is out, and what goes out instead."""
        held: list[Callable[[], None]] = []
        answers: list[Bundle] = []
        self._thread.held = held
        try:
            self._guard(lambda: answers.append(announce()))
        finally:
            self._thread.held = None
        return held, {**data, **answers[0]} if answers and answers[0] else data

    def _follow_up(self, steps: Sequence[Callable[[], None]]) -> None:
        self._thread.just_published = True
        try:
            for step in steps:
                self._guard(step)
        finally:
            self._thread.just_published = False

    def _show(self, content: dict[str, Any], *, update: bool) -> None:
        if self._thread.just_published and follow(self._shell.display_pub, content, update=update):
            return
        publish = self._wraps[1].original if self._wraps else self._shell.display_pub.publish
        publish(**content, update=update)

    def _formatted(self, shown: object, data: Bundle, *, to_widget: bool) -> None:
        display = self._display(shown, data)
        if display is None:
            return
        if data and not to_widget:
            self._thread.pending = _Pending(display, data, self._thread.depth)
        else:
            self._announce(display)  # it showed itself: in a browser, in a window, in a widget

    def _publishing(self, data: Bundle, *, updated: str | None) -> Bundle:
        pending, display = self._thread.pending, None
        if pending is not None and pending.data is data:
            self._thread.pending, display = None, pending.display
        elif is_figure(data):
            display = self._made(self._behind(data), data)
        elif _is_frame(data):
            figure = figure_at_work(sys._getframe(1))
            display = None if figure is None else self._made(figure, {})
        if display is None:
            return {}
        if updated is None:
            return self._send(display)
        self._lasting.update(updated, display)
        return {}

    def _send(self, display: Display) -> Bundle:
        return self._announce(msgspec.structs.replace(display, going_out=True))

    def _behind(self, data: Bundle) -> object:
        """The object that a raw bundle shows, where it can be known."""
        # A figure that displays itself (plotly's) does so while it is formatted.
        outer = self._thread.showing[0] if self._thread.showing else None
        if backend_for(outer):
            return outer
        before = next((d for d in self._swallowed if _same_payload(d.bundle, data)), None)
        return before.shown if before else figure_at_work(sys._getframe(1))

    def _clear(self, original: Callable[..., Any], *args: Any, **kw: Any) -> Any:
        cleared = original(*args, **kw)
        if self._in_cell:
            self._guard(self._lasting.clear)
        return cleared

    @property
    def _in_cell(self) -> bool:
        """Whether the code of a cell runs here: its end will come."""
        running = self._shell.displayhook.exec_result is not None
        return running and threading.current_thread() is threading.main_thread()

    def _display(self, shown: object, data: Bundle) -> Display | None:
        shown, data = behind_widget(shown, data)
        drawn = is_figure(data)
        if not drawn and (WIDGET in data or backend_for(shown) is None):
            return None
        return self._made(shown, data, failed=not drawn and self._should_have_drawn(shown))

    def _made(self, shown: object, data: Bundle, *, failed: bool = False) -> Display:
        line = cell_line(self._shell.user_global_ns, sys._getframe(1))
        slot, slots = place_among_open(shown) if line is None else (0, 1)
        return Display(
            shown=shown,
            bundle=data,
            library=library_name(shown, data),
            title=title_of(shown, data),
            line=line,
            slot=slot,
            slots=slots,
            failed=failed,
        )

    def _should_have_drawn(self, shown: object) -> bool:
        backend = backend_for(shown)
        if backend is None or backend.is_empty(shown):
            return False
        formatters = self._shell.display_formatter.formatters
        return any(
            formatters[mime].enabled and _has_printer(formatters[mime], shown)
            for mime in FORMATS
            if mime in formatters
        )

    def _announce(self, display: Display) -> Bundle:
        self._thread.announced += 1
        if not (self._lasting.cleared and self._in_cell):
            return self._listener.displayed(display)
        self._lasting.show(msgspec.structs.replace(display, going_out=False))
        return {}


def _is_frame(data: Bundle) -> bool:
    """Whether `data` is a frame around a page of its own, as plotly's "iframe" shows figures."""
    html = data.get(HTML)
    return isinstance(html, str) and html.lstrip().startswith("<iframe")


def _same_payload(one: Bundle, other: Bundle) -> bool:
    """Whether both hold the very same picture in memory, as what `%%capture` keeps."""
    return any(mime in one and one[mime] is other[mime] for mime in other if mime != "text/plain")


def _has_printer(formatter: Any, shown: object) -> bool:
    try:
        formatter.lookup(shown)
    except KeyError:
        return False
    return True
