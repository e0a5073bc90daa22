"""The first rows of a table of text."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from itertools import islice

MOST_ROWS, MOST_COLUMNS = 40, 30
DELIMITERS = ",;\t|"


def first_rows(text: str) -> Sequence[Sequence[str]] | None:
    """The first rows of comma, semicolon or tab separated values; None where they are none."""
    lines = text.splitlines()
    if not lines:
        return None
    mark = max(DELIMITERS, key=lines[0].count)
    try:
        rows = list(islice(csv.reader(lines, delimiter=mark), MOST_ROWS))
    except csv.Error:
        return None
    return [row[:MOST_COLUMNS] for row in rows if row]
