"""In which order tests run, on which databases, and from when on no more of them begin."""

import gc
import time

import pytest

LONG = {"test_libraries.py", "test_idioms.py", "test_corpus.py"}
"""Tables that one process works on for minutes: begun first, they end with the others."""
NO_TIME = "the time for tests was over"


def pytest_addoption(parser):
    parser.addoption(
        "--until",
        type=float,
        metavar="SECONDS",
        help="begin no test from then on (seconds since 1970); those left out are counted",
    )


def pytest_collection_modifyitems(items):
    """Long tables first; then all that has parts of its own; tests of the API, the most, last."""
    items[:] = sorted(_once_on_postgresql(items), key=_turn)


def pytest_collection_finish():
    """What is imported by now stays: nothing of it is looked at by each collection of garbage."""
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    until = item.config.getoption("until")
    if until and time.time() > until:
        pytest.skip(NO_TIME)


def pytest_terminal_summary(terminalreporter):
    skipped = terminalreporter.stats.get("skipped", ())
    left_out = [report for report in skipped if NO_TIME in str(report.longrepr)]
    if left_out:
        files = sorted({report.nodeid.partition("::")[0] for report in left_out})
        terminalreporter.section("NOT RUN", yellow=True)
        terminalreporter.line(f"{len(left_out)} tests: {NO_TIME}. They are in {', '.join(files)}.")


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
    if item.path.name in LONG:
        return 0
    return 2 if item.path.parent.name == "contract" else 1
