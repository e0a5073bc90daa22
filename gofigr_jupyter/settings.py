"""Every setting: its name, default and meaning, and the one function that reads them.

Precedence, as GoFigr users know it: argument, then environment variable `GF_<NAME>`, then the
`.gofigr` file (JSON) found upward from the working directory and then at home, then what was
chosen in JupyterLab's settings, then the default.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from gofigr_jupyter.errors import InvalidInput

EMBEDDED = "embedded"
CONFIG_FILE = ".gofigr"
CHOICES_FILE = "choices.json"
CHOICES = (
    "auto_publish",
    "note",
    "widget",
    "max_figure_mb",
    "inputs_max_mb",
    "keep_code",
    "keep_packages",
    "keep_inputs",
    "keep_plotted",
    "keep_tables",
    "keep_pickle",
    "watermark",
)
"""What can be chosen in JupyterLab's settings. They stand in the data folder."""
MIB = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the user chose. Built by `read_settings`; nothing else reads the environment."""

    url: str = EMBEDDED
    api_key: str | None = None
    username: str | None = None
    password: str | None = None
    workspace: str | None = None
    analysis: str | None = None
    auto_publish: bool = True
    data_dir: Path = Path()
    note: bool = True
    self_describing: bool = True
    widget: bool = False
    max_figure_mb: float = 64
    inputs_max_mb: float = 256
    inputs_include: tuple[str, ...] = ()
    inputs_ignore: tuple[str, ...] = ()
    tables_max_mb: float = 4
    tables_max_rows: float = 1_000_000
    secrets_allowed: tuple[str, ...] = ()
    keep_code: bool = True
    keep_packages: bool = True
    keep_inputs: bool = True
    keep_plotted: bool = True
    keep_tables: bool = True
    keep_pickle: bool = False
    pickle_formats: tuple[str, ...] = ("svg", "pdf")
    watermark: bool = False
    watermark_url: str | None = None
    idle_minutes: float = 10
    default_metadata: Mapping[str, Any] | None = None  # any JSON that the user gave
    problems: tuple[str, ...] = ()
    """What could not be read, in sentences for the user. Defaults stand in its place."""

    @property
    def embedded(self) -> bool:
        """Whether figures are kept by the service of this data folder."""
        return self.url == EMBEDDED

    @property
    def max_figure_bytes(self) -> int:
        """The largest figure that is kept, in bytes."""
        return int(self.max_figure_mb * MIB)

    @property
    def table_bytes(self) -> int:
        """The largest table that is kept whole with a figure, in bytes."""
        return int(self.tables_max_mb * MIB)

    @property
    def largest_input_bytes(self) -> int:
        """The largest file that is kept with the figures made from it, in bytes."""
        return int(self.inputs_max_mb * MIB)

    @property
    def left_out(self) -> tuple[str, ...]:
        """What is not kept of a figure's origin: one word for each `keep_` setting."""
        kept = {
            "code": self.keep_code,
            "packages": self.keep_packages,
            "inputs": self.keep_inputs,
            "plotted": self.keep_plotted,
            "tables": self.keep_tables,
        }
        return tuple(part for part, chosen in kept.items() if not chosen)


HELP: Mapping[str, str] = {
    "url": "address of the service that keeps the figures; 'embedded' is the one on this machine",
    "api_key": "API key for that service",
    "username": "user name, where no API key is used",
    "password": "password that belongs to the user name",
    "workspace": "name or id of the workspace; the primary one when not set",
    "analysis": "name of the analysis; the notebook's name when not set",
    "auto_publish": "keep every displayed figure; when off, only publish() keeps one",
    "data_dir": "folder of the outbox, the embedded database and its blobs",
    "note": "show one quiet line under each figure that is kept",
    "self_describing": "write name, ids, digests and link into each picture, its looks unchanged",
    "widget": "show a live card under each figure that is kept, where the notebook can show it",
    "max_figure_mb": "largest figure that is kept, in MiB",
    "inputs_max_mb": "largest file that is kept with the figures made from it, in MiB",
    "inputs_include": "patterns of files that count as data, as in .gitignore; all when not set",
    "inputs_ignore": "patterns of files that do not count as data, besides those of .gofigrignore",
    "tables_max_mb": "largest table that is kept whole, in MiB; of a larger one the first rows are",
    "tables_max_rows": "rows of the largest table that is kept whole",
    "secrets_allowed": "texts that look like secrets and may be stored, with * for any letters",
    "keep_code": "keep the code of a figure's cell and of the cells that it depends on",
    "keep_packages": "keep the list of installed packages with each figure",
    "keep_inputs": "keep the files that a figure was made from",
    "keep_plotted": "keep the numbers that a figure shows as a table",
    "keep_tables": "keep the tables that a figure's cell used",
    "keep_pickle": "keep matplotlib's figures as Python objects too, on the embedded service",
    "pickle_formats": "formats in which such a figure is drawn besides: svg, pdf, eps",
    "watermark": "keep a picture with a visible strip too: link and QR code",
    "watermark_url": "address that stands in the strip; the service's own when not set",
    "idle_minutes": "the embedded service leaves after this many minutes without work",
    "default_metadata": "JSON object added to each revision's metadata",
}
"""One sentence for each setting."""


def read_settings(
    arguments: Mapping[str, object] | None = None,
    *,
    environ: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    home: Path | None = None,
) -> Settings:
    """Settings from arguments, the environment, the config file, choices and the defaults.

    An argument that cannot be used raises InvalidInput. A bad environment variable or config
    file does not: it is named in `problems`, and the next source decides.
    """
    environ = os.environ if environ is None else environ
    home = home or Path.home()
    problems: list[str] = []
    values: dict[str, object] = {"data_dir": default_data_dir(environ, home)}
    config, path = _read_config(cwd or Path.cwd(), home, problems)
    values.update(_accepted(config, f"in {path}", problems))
    from_environment = {
        name: environ[f"GF_{name.upper()}"] for name in HELP if environ.get(f"GF_{name.upper()}")
    }
    values.update(_accepted(from_environment, "in the environment (GF_*)", problems))
    chosen = _read_choices(Path(str(values["data_dir"])), problems)
    values = {**chosen, **values}
    settings = replace(Settings(), **values, problems=tuple(problems))  # type: ignore[arg-type]  # _accepted converted each value
    return with_arguments(settings, arguments or {})


def with_arguments(settings: Settings, arguments: Mapping[str, object]) -> Settings:
    """`settings` with `arguments` in place of what they name; None leaves a setting as it is.

    Raises InvalidInput for a name that is no setting and for a value that cannot be used.
    """
    values: dict[str, Any] = {}
    for name, value in arguments.items():
        if name not in HELP:
            raise InvalidInput(
                f"There is no setting named {name!r}.",
                hint=f"There are: {', '.join(HELP)}.",
                field=name,
            )
        if value is not None:
            values[name] = convert(name, value)
    return replace(settings, **values)


def convert(name: str, value: object) -> object:
    """`value` in the type of the setting `name`. Raises InvalidInput when it does not fit."""
    try:
        return _CONVERTERS[_TYPES[name]](value)
    except (TypeError, ValueError) as error:
        raise InvalidInput(
            f"The setting {name!r} cannot be {value!r}.",
            hint=f"It is the {HELP[name]}.",
            field=name,
        ) from error


def default_data_dir(environ: Mapping[str, str], home: Path) -> Path:
    """Where data lives unless told otherwise: the platform's place for a user's data."""
    if "XDG_DATA_HOME" in environ:
        return Path(environ["XDG_DATA_HOME"], "gofigr_jupyter")
    if (home / "Library" / "Application Support").is_dir():
        return home / "Library" / "Application Support" / "gofigr_jupyter"
    return home / ".local" / "share" / "gofigr_jupyter"


def config_path(cwd: Path, home: Path) -> Path | None:
    """The `.gofigr` file that applies: the first upward from `cwd`, else the one at `home`."""
    for folder in (cwd, *cwd.parents, home):
        candidate = folder / CONFIG_FILE
        if candidate.is_file():
            return candidate
    return None


def _read_config(
    cwd: Path, home: Path, problems: list[str]
) -> tuple[Mapping[str, object], Path | None]:
    path = config_path(cwd, home)
    if path is None:
        return {}, None
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        problems.append(
            f"{path} cannot be read ({error}). Mend it, or write it anew with "
            "'gofigr-jupyter config'."
        )
        return {}, path
    if not isinstance(content, dict):
        problems.append(f"{path} is not a JSON object. Write it anew with 'gofigr-jupyter config'.")
        return {}, path
    return {name: value for name, value in content.items() if name in HELP}, path


def accepted_choices(given: Mapping[str, object]) -> dict[str, object]:
    """`given` as it is kept in the choices file. Raises InvalidInput for what is no choice."""
    for name, value in given.items():
        if name not in CHOICES:
            raise InvalidInput(
                f"{name!r} cannot be chosen here.",
                hint=f"These can: {', '.join(CHOICES)}.",
                field=name,
            )
        convert(name, value)
    return dict(given)


def _read_choices(data_dir: Path, problems: list[str]) -> dict[str, object]:
    path = data_dir / CHOICES_FILE
    try:
        content = json.loads(path.read_bytes())
        given = {name: content[name] for name in CHOICES if name in content}
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError, TypeError) as error:
        problems.append(f"{path} cannot be read ({error}). Change a setting in JupyterLab again.")
        return {}
    return _accepted(given, f"in {path}", problems)


def _accepted(values: Mapping[str, object], where: str, problems: list[str]) -> dict[str, object]:
    accepted: dict[str, object] = {}
    for name, value in values.items():
        if value is None:
            continue
        try:
            accepted[name] = convert(name, value)
        except InvalidInput as error:
            problems.append(f"{error.message[:-1]} {where}. {error.hint}")
    return accepted


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(value)
    return value.strip()


def _flag(value: object) -> bool:
    words = {
        "true": True,
        "1": True,
        "yes": True,
        "on": True,
        "false": False,
        "0": False,
        "no": False,
        "off": False,
    }
    word = str(value).strip().lower()
    if word not in words:
        raise ValueError(value)
    return words[word]


def _number(value: object) -> float:
    number = float(str(value))
    if not 0 < number < float("inf"):
        raise ValueError(value)
    return number


def _folder(value: object) -> Path:
    return Path(_text(str(value))).expanduser().absolute()


def _patterns(value: object) -> tuple[str, ...]:
    """A list, or a text with one pattern a line or commas between them."""
    given = re.split(r"[,\n]", value) if isinstance(value, str) else value
    if not isinstance(given, list | tuple) or not all(isinstance(part, str) for part in given):
        raise ValueError(value)
    return tuple(part.strip() for part in given if part.strip())


def _mapping(value: object) -> Mapping[str, object]:
    content = json.loads(value) if isinstance(value, str) else value
    if not isinstance(content, Mapping):
        raise ValueError(value)
    return dict(content)


def _address(value: object) -> str:
    url = _text(value).rstrip("/")
    if url != EMBEDDED and not url.startswith(("http://", "https://")):
        raise ValueError(value)
    return url


_TYPES: Mapping[str, str] = {
    field.name: ("address" if field.name == "url" else str(field.type))
    for field in fields(Settings)
}
_CONVERTERS: Mapping[str, Callable[[object], object]] = {
    "address": _address,
    "str | None": _text,
    "bool": _flag,
    "float": _number,
    "Path": _folder,
    "tuple[str, ...]": _patterns,
    "Mapping[str, Any] | None": _mapping,
}
