"""Effects: what a piece of Python does to the names of its namespace."""

from __future__ import annotations

from dataclasses import dataclass, field

from gofigr_jupyter.lineage.call import Call


@dataclass(frozen=True)
class Function:
    """A function or class of the user: what calling it does to the names around it.

    `own` are the names of its own scope. `added_to` are parameters that are the target of `+=` and
    the like: that changes a list or an array, and no number. `draws` says that it draws on one,
    `remembers` that its results are kept, so that asked the same again it does not run.
    """

    parameters: tuple[str, ...]
    own: frozenset[str]
    uses: frozenset[str]
    changes: frozenset[str]
    changed_parameters: frozenset[str]
    added_to: frozenset[str]
    draws: bool
    remembers: bool
    calls: tuple[Call, ...]
    doubts: tuple[str, ...]
    texts: frozenset[str]


@dataclass
class Effects:
    """What one statement does to the names of its namespace."""

    uses: set[str] = field(default_factory=set)
    """Read before the statement itself has bound them."""
    binds: set[str] = field(default_factory=set)
    may_bind: set[str] = field(default_factory=set)
    changes: set[str] = field(default_factory=set)
    deletes: set[str] = field(default_factory=set)
    calls: list[Call] = field(default_factory=list)
    functions: dict[str, Function] = field(default_factory=dict)
    changing_methods: set[str] = field(default_factory=set)
    """Names of the methods of classes defined here that change what they are called on."""
    made: list[tuple[str, str]] = field(default_factory=list)
    """(name, function or class): the name is bound to what calling that has returned."""
    modules: dict[str, str] = field(default_factory=dict)
    """Names bound to modules, with the modules' dotted names."""
    parts: list[tuple[str, str]] = field(default_factory=list)
    """(name, whole): the name is bound to a part of the whole, or to the whole itself."""
    doubts: list[str] = field(default_factory=list)
    texts: set[str] = field(default_factory=set)
    """Texts given to calls that do not write: some of them are the names of files."""
