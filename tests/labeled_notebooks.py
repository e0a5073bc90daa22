"""Reads and runs the labeled notebooks of tests/corpus.

A notebook is a percent script. `# %% name` begins a cell; `# files:` names the data files,
`# order:` the cells as they are executed, if not from top to bottom, and
`# figure "Title": cells ...; files ...` labels a figure: the cells that made it besides its own,
and the files that it was made from. The cell `fails` raises an error.
"""

import random
import re
from dataclasses import dataclass
from pathlib import Path

NOTEBOOKS = Path(__file__).parent / "corpus" / "notebooks"
LABEL = re.compile(r'# figure "(?P<title>[^"]+)": cells(?P<cells>[^;]*); files(?P<files>.*)')


@dataclass(frozen=True)
class Label:
    """What a figure was really made from."""

    cells: frozenset[str]
    files: frozenset[str]


@dataclass(frozen=True)
class Notebook:
    """A notebook with its labels."""

    name: str
    cells: dict[str, str]
    order: list[str]
    files: list[str]
    labels: dict[str, Label]


def notebooks():
    """All notebooks of the corpus."""
    return [read(path) for path in sorted(NOTEBOOKS.glob("*.txt"))]


def read(path):
    cells, labels, files, order, name = {}, {}, [], [], None
    for line in path.read_text().splitlines():
        if line.startswith("# %% "):
            name = line[5:].strip()
            cells[name] = ""
        elif label := LABEL.fullmatch(line):
            labels[label["title"]] = Label(
                cells=frozenset(label["cells"].split()), files=frozenset(label["files"].split())
            )
        elif name is None and line.startswith("# files:"):
            files = line[8:].split()
        elif name is None and line.startswith("# order:"):
            order = line[8:].split()
        elif name is not None:
            cells[name] += line + "\n"
    return Notebook(path.stem, cells, order or list(cells), files, labels)


def make_files(notebook, folder):
    """The data files of a notebook: small tables, texts and pictures that differ."""
    chance = random.Random(notebook.name)
    for name in notebook.files:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        rows = [(chance.random(), chance.random(), chance.choice("abc")) for _ in range(12)]
        if name.endswith(".json"):
            file.write_text("[" + ",".join(f"{x:.3f}" for x, _, _ in rows) + "]")
        elif name.endswith(".png"):
            from PIL import Image

            Image.new("L", (8, 8), chance.randrange(256)).save(file)
        elif name.endswith(".npy"):
            import numpy

            numpy.save(file, numpy.array([x for x, _, _ in rows]))
        elif name.endswith(".db"):
            import sqlite3

            connection = sqlite3.connect(file)
            connection.execute("create table t (x real, y real)")
            connection.executemany("insert into t values (?, ?)", [row[:2] for row in rows])
            connection.commit()
            connection.close()
        elif name.endswith(".py"):
            file.write_text("def scaled(values):\n    return [2 * value for value in values]\n")
        else:
            lines = [f"{x:.3f},{y:.3f},{group}" for x, y, group in rows]
            file.write_text("x,y,group\n" + "\n".join(lines) + "\n")
