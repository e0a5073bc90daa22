"""The composition root of the kernel: builds the session and wires it to the shell.

`%load_ext gofigr_jupyter` is all there is to do. In a plain script `publish` builds a session
without a shell by itself.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

from gofigr_jupyter.capture.cell import Cells
from gofigr_jupyter.capture.display import DisplayHooks
from gofigr_jupyter.capture.frames import cell_line
from gofigr_jupyter.capture.notebook_file import Label, NotebookFile
from gofigr_jupyter.capture.saved import SavedFigures
from gofigr_jupyter.kernel.boundary import Boundary, KernelLog
from gofigr_jupyter.kernel.cards import Cards
from gofigr_jupyter.kernel.clues import clues
from gofigr_jupyter.kernel.commands.magics import Magics
from gofigr_jupyter.kernel.executions import Executions
from gofigr_jupyter.kernel.inputs.files import Files
from gofigr_jupyter.kernel.inputs.readers import Readers
from gofigr_jupyter.kernel.route import Start
from gofigr_jupyter.kernel.screen import ShellScreen
from gofigr_jupyter.kernel.script import Script
from gofigr_jupyter.kernel.session import Session
from gofigr_jupyter.provenance.annotate import Annotator
from gofigr_jupyter.provenance.notebook import runs_unseen
from gofigr_jupyter.provenance.reads import Reads
from gofigr_jupyter.publishing.receipts import Receipt
from gofigr_jupyter.runtime.place import Place
from gofigr_jupyter.runtime.start import ensure_running
from gofigr_jupyter.settings import read_settings

if TYPE_CHECKING:  # dear to import, and needed for live views only
    from gofigr_jupyter.connect import Connection
    from gofigr_jupyter.kernel.browsing import Browser, Image
    from gofigr_jupyter.kernel.discussion import ShownFigure
    from gofigr_jupyter.widgets.browsing import Browsing
    from gofigr_jupyter.widgets.found import Answered, Search
    from gofigr_jupyter.widgets.view import Views

_logger = logging.getLogger("gofigr_jupyter")
_logger.addHandler(logging.NullHandler())  # or Python prints our log into the user's notebook


class Extension:
    """Everything that `%load_ext` puts into one shell, and `%unload_ext` takes out again."""

    def __init__(self, shell: Any, *, start: Start) -> None:  # IPython ships no types
        self._shell = shell
        known = clues(shell)
        annotator = Annotator(known)
        self._labels = _Labels(annotator)
        self._cells = Cells(shell, self._labels.of)
        self._screen = screen = ShellScreen(shell, self._cells, unseen=runs_unseen(known.command))
        settings = read_settings()
        self.reads = Reads(self._line_of, elsewhere=(str(settings.data_dir),))
        unnoted = Boundary(lambda error: None, what="what a reader was given could not be noted")
        self._readers = Readers(lambda sources: unnoted.run(lambda: self.reads.told(sources)))
        self.session = Session(
            settings,
            annotator=annotator,
            screen=screen,
            start=start,
            executions=Executions(self._cells, self.reads, self._line_of),
        )
        if screen.live:
            session = self.session
            session.cards = Cards(screen, lambda: _looking(session).views(), session.no_card)
        guard = self.session.boundary.run
        self._saved = SavedFigures(self.session, self._line_of, self.reads.shown, self.session.hold)
        self._hooks = DisplayHooks(shell, listener=self._saved, guard=guard)
        screen.hooks = self._hooks
        self._magics = Magics(shell, self.session, screen)
        self._log = KernelLog(self.session.route.place.root / "kernel.log")
        self._events = {
            "pre_execute": self._woke,
            "pre_run_cell": self._started,
            "post_run_cell": self._ended,
        }

    def install(self) -> None:
        """Put the hooks in place, say once what is wrong, and have the service started."""
        _logger.addHandler(self._log)
        self._cells.adopt()
        self.reads.listen(self._writing)
        self._readers.install()
        self._hooks.install()
        self._magics.install()
        for event, callback in self._events.items():
            self._shell.events.register(event, callback)
        for problem in self.session.problems:
            print(problem)  # noqa: T201 - said once, in the cell that loads us
        self.session.annotator.refresh()
        self.session.route.start()

    def remove(self) -> None:
        """Leave the shell as it was."""
        self.session.boundary.run(self._hooks.settle)
        self.session.boundary.run(self._saved.settle)
        for event, callback in self._events.items():
            self._shell.events.unregister(event, callback)
        self._magics.remove()
        self._hooks.remove()
        self.reads.rest()
        self._readers.remove()
        self.session.close()
        looking = _lookings.pop(self.session.id, None)
        if looking is not None:
            looking.close()
        _logger.removeHandler(self._log)
        self._log.close()

    def _line_of(self, frame: FrameType) -> int | None:
        return cell_line(self._shell.user_global_ns, frame)

    def _writing(self, path: object) -> None:
        self.session.boundary.run(lambda: self._saved.opened(path))

    def _woke(self) -> None:
        self._cells.woke()

    def _started(self, info: Any) -> None:
        self.session.boundary.run(lambda: self._start_cell(info))

    def _start_cell(self, info: Any) -> None:
        if self._cells.started(info):
            self._screen.name = None
            self.session.cell_started()

    def _ended(self, result: Any) -> None:
        self.session.boundary.run(self._hooks.settle)
        self.session.boundary.run(self._saved.settle)
        self.session.boundary.run(lambda: self._end_cell(result))

    def _end_cell(self, result: Any) -> None:
        if self._cells.ended(result):
            self.session.cell_ended()


class _Labels:
    """What the notebook's file says of its cells, wherever that file is just now."""

    def __init__(self, annotator: Annotator) -> None:
        self._annotator = annotator
        self._file: NotebookFile | None = None

    def of(self, source: str) -> Label | None:
        path = self._annotator.notebook.path
        if path is None or not path.endswith(".ipynb"):
            return None
        if self._file is None or self._file.path != Path(path):
            self._file = NotebookFile(Path(path))
        return self._file.label(source)


_loaded: dict[int, Extension] = {}
_script: list[Script] = []
_lookings: dict[str, _Looking] = {}


def load_ipython_extension(shell: Any) -> None:
    """Keep the figures of `shell` from now on; harmless when that is so already."""
    if id(shell) not in _loaded:
        extension = Extension(shell, start=start_service)
        extension.install()
        _loaded[id(shell)] = extension


def unload_ipython_extension(shell: Any) -> None:
    """Leave `shell` without a trace of us; harmless when we are not there."""
    extension = _loaded.pop(id(shell), None)
    if extension is not None:
        extension.remove()


def start_service(place: Place, idle_minutes: float) -> None:
    """See to it that a service delivers what is in `place`; returns at once.

    It is a process of its own, and a thread of this one where no process can be started.
    """
    ensure_running(place, idle_minutes=idle_minutes, fallback=lambda: _serve_here(place))


def publish(
    figure: object,
    target: str | None = None,
    *,
    metadata: Mapping[str, Any] | None = None,
    dataframes: object = None,
    files: object = None,
    alt: str | None = None,
) -> Receipt:
    """Keep `figure`, whether or not it is displayed, and whether or not capture is on.

    `target` names the figure: publishing to the same name again makes its next revision. `metadata`
    is any JSON, `dataframes` one frame, a list or `{name: frame}`, `files` one path, a list or
    `{name: path}`; `alt` says what the figure shows to those who do not see it. Works in notebooks,
    terminals and plain scripts. Returns at once with a receipt; raises InvalidInput for what is no
    figure.
    """
    from gofigr_jupyter.kernel.publishing import publish as publish_in  # not needed to load

    return publish_in(
        current_session(),
        figure,
        target=target,
        metadata=metadata,
        dataframes=dataframes,
        files=files,
        alt=alt,
    )


def browse(search: str = "") -> Browsing:
    """All kept figures, newest first, in a gallery with search; a list where there is no notebook.

    `search` is what the names must contain. Where the service does not answer, it says so.
    """
    return _browser(current_session()).browse(search)


def figure(id: str) -> ShownFigure:
    """One kept figure: its picture, revisions, code and metadata.

    `figure(id).comments` is what was said about it, `.comment(text)` says something, and
    `.react(emoji, to=comment)` reacts.

    `id` is a short id, an id of a figure or a revision, or the link under a figure. Raises
    NotFound where there is no such figure.
    """
    return _browser(current_session()).figure(id)


def search(words: str = "", *, image: Image | None = None, limit: int = 20) -> Search:
    """What is kept and has these words, or the figures that a picture shows, or that fit both.

    `image` is a picture's file or its bytes: a screenshot, a slide, a saved figure. The result is a
    sequence; an item's `link` opens it, and it is what `figure()`, `ask()` and `rerun()` take.
    """
    return _browser(current_session()).search(words, image, limit)


def ask(figure: object, question: str, *, send: bool = False) -> Answered:
    """Ask something about a kept figure: an id, a link, `figure(id)` or an item of `search()`.

    The answer says whether it was computed or written by AI. Before anything is sent to a model
    elsewhere for the first time this raises InvalidInput, unless `send`.
    """
    return _browser(current_session()).ask(figure, question, send=send)


def describe(figure: object, *, send: bool = False) -> Answered:
    """What a kept figure is and shows."""
    return ask(figure, "", send=send)


def configure(**settings: object) -> None:
    """Change settings by name from here on; raises InvalidInput for what is none."""
    current_session().configure(settings)


def suppress(figure: Any) -> Any:
    """Do not keep `figure` when it is displayed; returns it."""
    current_session().suppressed.add(figure)
    return figure


def reproducible(
    function: Callable[..., Any] | None = None,
    *,
    packages: Mapping[str, str] | None = None,
    merge_packages: bool = True,
    interactive: bool = False,
) -> Callable[..., Any]:
    """Run a function in a clean room, and keep with its figures what is needed to run it again.

    It sees its arguments, `publish`, and packages by name: `np`, `pd`, `plt`, `sns` and those of
    `packages` (`{"px": "plotly.express"}`), or only the latter. Arguments are numbers, texts, True
    or False, None, or data frames of pandas. A default can say how it is chosen:
    `bins=SliderParam(20, min=1, max=50)`; with `interactive` the notebook shows these controls.
    Calling it raises InvalidInput, before it runs, for what cannot be kept.
    """
    from gofigr_jupyter.kernel.cleanroom.reproducible import reproducible as in_clean_room

    return in_clean_room(
        function,
        session=current_session,
        publish=publish,
        packages=packages,
        merge_packages=merge_packages,
        interactive=interactive,
    )


def rerun(figure: object, /, **parameters: Any) -> Any:  # what the function returns
    """Run a figure that a clean room made once more, with its parameters or with these.

    `figure` is a short id, an id, the link under a figure, or an item of `search()`. Without
    parameters a notebook shows its controls. The figure is kept as one of this notebook, with its
    own source, values and tables.
    Raises NotFound for a figure that no clean room made, and InvalidInput, before it runs, for a
    parameter that it does not have or of another type.
    """
    from gofigr_jupyter.kernel.cleanroom.rerun import rerun as run_again

    recipe = _browser(current_session()).recipe(figure)
    return run_again(recipe, parameters, session=current_session, publish=publish)


def current_session() -> Session:
    """The session of this kernel, or one made for a script or a shell without our hooks."""
    if _loaded:
        return next(reversed(_loaded.values())).session
    return current_script().session


def current_script() -> Script:
    """What keeps the figures of a process without our hooks in a shell."""
    if not _script:
        _script.append(Script(read_settings(), start=start_service))
    return _script[0]


def _read(sources: Iterable[str]) -> None:
    """The user has named these files as data."""
    runs = next(reversed(_loaded.values())) if _loaded else current_script()
    runs.reads.told(sources, asked=True)


sync = Files(current_session, _read)


class _Looking:
    """What looking at kept figures needs, imported when somebody does."""

    def __init__(self, session: Session) -> None:
        from gofigr_jupyter.collection.background import Background
        from gofigr_jupyter.collection.reader import Reader
        from gofigr_jupyter.connect import connection
        from gofigr_jupyter.publishing.services import revision_link

        async def connect() -> Connection:
            place = session.route.place
            return await connection(session.settings, fallback=lambda: _serve_here(place))

        self.background = Background()
        self.collection = Reader(connect, link=revision_link)

    def close(self) -> None:
        """Let go of thread and connections; a view that is still there opens them anew."""
        self.background.end(self.collection.close)

    def views(self) -> Views:
        """The means to show views in a notebook."""
        from gofigr_jupyter.widgets.view import Views

        return Views(self.collection, self.background)


def _looking(session: Session) -> _Looking:
    if session.id not in _lookings:
        _lookings[session.id] = _Looking(session)
    return _lookings[session.id]


def _browser(session: Session) -> Browser:
    from gofigr_jupyter.kernel.browsing import Browser

    looking, cards = _looking(session), session.cards
    return Browser(
        looking.collection,
        looking.background,
        views=None if cards is None else lambda: cards.views,
    )


def _serve_here(place: Place) -> None:
    def serve() -> None:
        from gofigr_jupyter.host.thread import serve_in_thread

        serve_in_thread(place)

    threading.Thread(target=serve, name="gofigr-start", daemon=True).start()
