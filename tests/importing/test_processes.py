"""Programs that are started for imports end in time, with all that they started."""

import sys

import pytest
from services import until

from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.service.importing.processes import Watch, run

OVER = InvalidInput("It took too long.")


def python(code):
    return [sys.executable, "-c", code]


def test_what_a_program_writes_is_told(tmp_path):
    ran = run(python("print('a'); exit(3)"), Watch(seconds=30, over=OVER), folder=tmp_path)

    assert (ran.status, ran.out, ran.told) == (3, b"a\n", b"")


def test_a_program_that_takes_too_long_is_ended_with_what_it_started(tmp_path):
    code = (
        "import subprocess, sys; child = subprocess.Popen(['sleep', '600']);"
        "open('child', 'w').write(str(child.pid)); child.wait()"
    )

    with pytest.raises(InvalidInput, match="too long"):
        run(python(code), Watch(seconds=2, over=OVER), folder=tmp_path)

    child = (tmp_path / "child").read_text()
    until(lambda: _has_ended(child))


def test_a_program_that_writes_too_much_is_ended(tmp_path):
    code = "import sys\nwhile True: sys.stdout.write('x' * 2**20)"

    with pytest.raises(InvalidInput, match="too long"):
        run(python(code), Watch(seconds=60, over=OVER), folder=tmp_path)


def test_whoever_watches_can_end_a_program(tmp_path):
    def look():
        raise KeyError("stop")

    with pytest.raises(KeyError):
        run(["sleep", "600"], Watch(seconds=60, over=OVER, on_look=look), folder=tmp_path)


def _has_ended(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True
