"""What DVC and git-annex say of a file is recorded with it."""

import os

import pytest

from gofigr_jupyter.delivery.pointers import pointer_of

DVC = """\
outs:
- md5: 22a1a2931c8370d3aeedd7183606fd7f
  size: 14445097
  hash: md5
  path: {}
"""
LOCK = """\
schema: '2.0'
stages:
  clean:
    cmd: python clean.py
    deps:
    - path: raw.csv
      hash: md5
      md5: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
    outs:
    - path: data/clean.csv
      hash: md5
      md5: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
      size: 12
"""


@pytest.fixture
def project(tmp_path):
    (tmp_path / ".dvc").mkdir()
    (tmp_path / "data").mkdir()
    return tmp_path


def test_a_dvc_file_beside_the_file(project):
    (project / "data" / "a.csv.dvc").write_text(DVC.format("a.csv"))

    assert pointer_of(str(project / "data" / "a.csv")) == "dvc md5 22a1a2931c8370d3aeedd7183606fd7f"
    assert pointer_of(str(project / "data" / "b.csv")) is None


def test_a_dvc_file_of_a_folder_above(project):
    (project / "data.dvc").write_text(DVC.format("data"))

    assert pointer_of(str(project / "data" / "a.csv")) == "dvc md5 22a1a2931c8370d3aeedd7183606fd7f"


def test_a_lock_of_a_pipeline(project):
    (project / "dvc.lock").write_text(LOCK)

    clean = pointer_of(str(project / "data" / "clean.csv"))

    assert clean == "dvc md5 bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
    assert pointer_of(str(project / "raw.csv")) == "dvc md5 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"


def test_a_link_into_an_annex(project):
    key = "SHA256E-s4--03ac674216f3e15c761ee1a5e255f067953623c8b388b4459e13f978d7c846f4.csv"
    os.symlink(f"../.git/annex/objects/1x/Vz/{key}/{key}", project / "data" / "a.csv")

    assert pointer_of(str(project / "data" / "a.csv")) == f"git-annex {key}"


def test_another_link_is_no_pointer(project):
    os.symlink("elsewhere.csv", project / "data" / "a.csv")

    assert pointer_of(str(project / "data" / "a.csv")) is None
