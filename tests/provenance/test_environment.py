"""The interpreter and the installed distributions."""

import importlib.metadata
import sys

from gofigr_jupyter.provenance.environment import Surroundings, normalized, packages


def test_the_packages_are_those_that_importlib_metadata_finds():
    expected = {}
    for distribution in importlib.metadata.distributions():
        expected.setdefault(normalized(distribution.metadata["Name"]), distribution.version)

    assert dict(line.split("==") for line in packages(sys.path).splitlines()) == expected


def test_packages_are_sorted_lines_with_normalized_names(tmp_path):
    for name in ("zeta-1.0", "Ruamel.Yaml-0.18.6", "torch-2.0.0+cu118", "a_b-1.0.post1"):
        (tmp_path / f"{name}.dist-info").mkdir()

    assert packages([str(tmp_path)]) == (
        "a-b==1.0.post1\nruamel-yaml==0.18.6\ntorch==2.0.0+cu118\nzeta==1.0\n"
    )


def test_the_first_of_two_versions_counts_as_for_an_import(tmp_path):
    for folder, version in (("one", "2.0"), ("two", "1.0")):
        (tmp_path / folder / f"plots-{version}.dist-info").mkdir(parents=True)

    assert packages([str(tmp_path / "one"), str(tmp_path / "two")]) == "plots==2.0\n"


DIRECT = """
{"url": "https://me:key@lab.example/plots.git", "vcs_info": {"vcs": "git", "commit_id": "0a1b2c"}}
{"url": "https://lab.example/a.whl", "archive_info": {"hashes": {"sha256": "d0e1"}}}
{"url": "file:///home/ada/tool", "dir_info": {"editable": true}}
no json
"""


def test_what_came_from_an_address_can_be_installed_from_there_again(tmp_path):
    for number, direct in enumerate(DIRECT.strip().splitlines()):
        info = tmp_path / f"p{number}-1.0.dist-info"
        info.mkdir()
        (info / "direct_url.json").write_text(direct)

    assert packages([str(tmp_path)]).splitlines() == [
        "p0 @ git+https://lab.example/plots.git@0a1b2c",
        "p1 @ https://lab.example/a.whl#sha256=d0e1",
        "p2==1.0",
        "p3==1.0",
    ]


def test_an_old_egg_is_read_from_its_metadata(tmp_path):
    egg = tmp_path / "Old_Plots.egg-info"
    egg.mkdir()
    (egg / "PKG-INFO").write_text("Metadata-Version: 1.0\nName: Old_Plots\nVersion: 0.3\n")

    assert packages([str(tmp_path), str(tmp_path / "missing")]) == "old-plots==0.3\n"


def test_the_environment_names_the_interpreter_and_is_read_once():
    surroundings = Surroundings()

    environment = surroundings.read()

    assert environment.python == ".".join(str(part) for part in sys.version_info[:3])
    assert environment.executable == sys.executable
    assert surroundings.read() is environment
