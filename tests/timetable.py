"""In which order tests run, on which databases, and from when on no more of them begin."""

import gc
import time

import pytest

PROCESSES = {"build", "cli", "corpus", "host", "importing", "kernel", "notebooks"}
PROCESSES |= {"server_extension", "ui"}
"""Folders of tests that start kernels, services, JupyterLabs or browsers of their own."""
LONG = {"test_libraries.py", "test_idioms.py", "test_corpus.py"}
"""Tables of those that one process works on for minutes: begun first, they end with the others."""
left_out = []
"""The files of tests that were not run, one for each test."""


def pytest_addoption(parser):
    parser.addoption(
        "--until",
        type=float,
        metavar="SECONDS",
        help="begin no test from then on (seconds since 1970); those left out are counted",
    )


def pytest_collection_modifyitems(items):
    """What ends in a moment comes first and tells of most defects; then what starts processes."""
    items[:] = sorted(_once_on_postgresql(items), key=_turn)


def pytest_collection_finish():
    """What is imported by now stays: nothing of it is looked at by each collection of garbage."""
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item):
    """True, so that nobody else runs the test, once the time is over."""
    until = item.config.getoption("until")
    if until and time.time() > until:
        left_out.append(item.path.name)
        return True
    return None


def pytest_sessionfinish(session):
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left_out"] = left_out


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    left_out.extend(getattr(node, "workeroutput", {}).get("left_out", ()))


def pytest_terminal_summary(terminalreporter):
    if left_out:
        terminalreporter.section("NOT RUN", yellow=True)
        files = ", ".join(sorted(set(left_out)))
        terminalreporter.line(f"{len(left_out)} tests: the time was over. They are in {files}.")


def _once_on_postgresql(items):
    """Without those tests of the API that ask PostgreSQL for the same with other parameters.

    They run on SQLite, in a quarter of the time.
    """
    seen = set()
    for item in items:
        if item.path.parent.name == "contract" and "postgresql" in item.keywords:
            test = item.nodeid.partition("[")[0]
            if test in seen:
                continue
            seen.add(test)
        yield item


def _turn(item):
    if item.path.parent.name not in PROCESSES:
        return 0
    return 1 if item.path.name in LONG else 2
