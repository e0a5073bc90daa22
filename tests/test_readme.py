"""What the README promises is there."""

import re
from pathlib import Path

from gofigr_jupyter.settings import HELP

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_setting_is_described_with_its_variable():
    table = [line for line in README.splitlines() if line.startswith("| `")]

    missing = [
        name
        for name in HELP
        if not any(f"`{name}`" in row and f"`GF_{name.upper()}`" in row for row in table)
    ]

    assert missing == []


def test_every_command_it_names_is_in_the_makefile():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    named = set(re.findall(r"^make (\w+)", README, flags=re.MULTILINE))

    assert named == {"demo", "test"}
    assert all(re.search(rf"^{name}:", makefile, flags=re.MULTILINE) for name in named)


def test_every_picture_and_page_it_links_to_is_there():
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)

    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []
