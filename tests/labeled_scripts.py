"""Reads and runs the labeled scripts of tests/corpus.

`# files:` names the data files. A line that ends in `#: A B` was needed for the figures A and B,
and `# figure A: files` tells the files that A was made from.
"""

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

SCRIPTS = Path(__file__).parent / "corpus" / "scripts"
ONE_AFTER_THE_OTHER = """
import json, os, sys
import matplotlib.pyplot, pandas
for path in json.loads(sys.argv[1]):
    child = os.fork()
    if child == 0:
        os.chdir(os.path.dirname(path))
        from gofigr_jupyter.cli import main
        raise SystemExit(main(["run", path]))
    _, status = os.waitpid(child, 0)
    assert status == 0, path
"""


@dataclass(frozen=True)
class Script:
    """A script, and what its figures were really made from: lines and files by title."""

    name: str
    source: str
    files: list[str]
    lines_of: dict[str, frozenset[int]]
    files_of: dict[str, frozenset[str]]


def scripts():
    """All scripts of the corpus."""
    return [read(path) for path in sorted(SCRIPTS.glob("*.txt"))]


def read(path):
    text = path.read_text()
    files = re.search(r"# files:(.*)", text)[1].split()
    files_of = {
        title: frozenset(names.split())
        for title, names in re.findall(r"^# figure (\S+):(.*)$", text, re.MULTILINE)
    }
    marked = [
        (number, line.rpartition("#:")[2].split())
        for number, line in enumerate(text.splitlines(), 1)
        if "#:" in line
    ]
    lines_of = {
        title: frozenset(number for number, titles in marked if title in titles)
        for title in files_of
    }
    return Script(path.stem, text, files, lines_of, files_of)


def run_all(corpus, root):
    """Run each script in a folder of its own, in processes that share what they import."""
    paths = []
    for script in corpus:
        path = root / script.name / f"{script.name}.py"
        path.write_text(script.source)
        paths.append(str(path))
    subprocess.run(
        [sys.executable, "-W", "ignore", "-c", ONE_AFTER_THE_OTHER, json.dumps(paths)],
        capture_output=True,
        check=True,
        text=True,
    )
