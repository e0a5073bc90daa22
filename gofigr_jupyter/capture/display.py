"""The two hooks: what the kernel formats and what it publishes, read on the way to the user.

`DisplayFormatter.format` gives an object with its MIME bundle, `DisplayPublisher.publish` says that
a bundle is really shown, and brings bundles that were never formatted (plotly's `show()`, HTML).
A formatted bundle is announced when it is published, or when it turns out to be the value of an
expression (`Out[n]`), which the shell shows by itself. So a figure is announced once, and one that
only updates an older display, or that `%%capture` swallows, is not announced at all.

What is published is announced just before it goes out: behind it, the thread that sends it would
compete with the listener for the interpreter. What the listener shows follows it out.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

import msgspec

from gofigr_jupyter.capture.backends import backend_for, library_name, title_of
from gofigr_jupyter.capture.backends.matplotlib import place_among_open
from gofigr_jupyter.capture.bundle import FORMATS, WIDGET, Bundle, is_figure, renderings
from gofigr_jupyter.capture.capture import Rendering
from gofigr_jupyter.capture.follow import follow
from gofigr_jupyter.capture.frames import cell_line
from gofigr_jupyter.capture.wrap import Wrap

Guard = Callable[[Callable[[], None]], None]
"""Runs one step of ours so that whatever it raises stays away from the user's cell."""


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

    def renderings(self) -> tuple[Rendering, ...]:
        """The figure's bytes as displayed; drawn once where only text was shown of it.

        Empty when there is nothing to see. Raises InvalidInput when a payload is broken.
        """
        found = renderings(self.bundle)
        backend = backend_for(self.shown)
        if found or backend is None or backend.is_empty(self.shown):
            return found
        return (backend.draw(self.shown),)


class Listener(Protocol):
    """Who wants to know of figures."""

    def displayed(self, display: Display) -> None:
        """A figure is on the user's screen, or will be in a moment."""

    def hidden(self, display: Display) -> None:
        """A figure was drawn for a display that did not come, as under `%%capture`."""


class _Pending(msgspec.Struct, frozen=True):
    display: Display
    data: object
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

    def install(self) -> None:
        """Put both hooks in place; harmless when they are."""
        if self._wraps:
            return
        self._wraps = (
            Wrap(self._shell.display_formatter, "format", self._format),
            Wrap(self._shell.display_pub, "publish", self._publish),
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

    def settle(self, result: Any = None) -> None:  # IPython's ExecutionResult
        """Announce the value of the last expression, if it is a figure and still waits."""
        pending, self._thread.pending = self._thread.pending, None
        if pending is None or pending.depth:
            return
        # The shell lets go of the first when the cell's own code is done, and keeps the second.
        result = result or self._shell.displayhook.exec_result or self._shell.last_execution_result
        if getattr(result, "result", None) is pending.display.shown:
            self._announce(pending.display)
        else:
            self._listener.hidden(pending.display)

    def _format(self, original: Callable[..., Any], shown: object, *args: Any, **kw: Any) -> Any:
        thread = self._thread
        if not thread.depth and thread.pending:
            self._guard(self.settle)
        before = thread.announced
        thread.showing.append(shown)
        try:
            formatted = original(shown, *args, **kw)
        finally:
            thread.showing.pop()
        if before == thread.announced:
            self._guard(lambda: self._formatted(shown, formatted[0]))
        return formatted

    def _publish(self, original: Callable[..., Any], data: Any, *args: Any, **kw: Any) -> Any:
        thread = self._thread
        if not thread.depth and thread.pending and thread.pending.data is not data:
            self._guard(self.settle)
        held = self._held_by_announcing(data, update=bool(kw.get("update")))
        try:
            return original(data, *args, **kw)
        finally:
            self._follow_up(held)

    def _held_by_announcing(self, data: Bundle, *, update: bool) -> list[Callable[[], None]]:
        held: list[Callable[[], None]] = []
        self._thread.held = held
        try:
            self._guard(lambda: self._publishing(data, update=update))
        finally:
            self._thread.held = None
        return held

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

    def _formatted(self, shown: object, data: Bundle) -> None:
        display = self._display(shown, data)
        if display is None:
            return
        if data:
            self._thread.pending = _Pending(display, data, self._thread.depth)
        else:
            self._announce(display)  # it showed itself: in a browser, in a window

    def _publishing(self, data: Bundle, *, update: bool) -> None:
        pending = self._thread.pending
        if pending is not None and pending.data is data:
            self._thread.pending = None
            if not update:
                self._announce(pending.display)
        elif not update and is_figure(data):
            # A figure that displays itself (plotly's) does so while it is formatted.
            outer = self._thread.showing[0] if self._thread.showing else None
            shown = outer if backend_for(outer) else None
            self._announce(self._made(shown, data))

    def _display(self, shown: object, data: Bundle) -> Display | None:
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

    def _announce(self, display: Display) -> None:
        self._thread.announced += 1
        self._listener.displayed(display)


def _has_printer(formatter: Any, shown: object) -> bool:
    try:
        formatter.lookup(shown)
    except KeyError:
        return False
    return True
