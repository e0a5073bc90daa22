"""Settings: where each comes from, which source wins, and what happens to bad ones."""

import json
from dataclasses import fields

import pytest

from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.settings import HELP, Settings, read_settings, with_arguments


@pytest.fixture
def read(tmp_path):
    """Reads settings with a home and a working directory that hold nothing."""
    home, cwd = tmp_path / "home", tmp_path / "home" / "project" / "notebooks"
    cwd.mkdir(parents=True)

    def read_here(arguments=None, environ=None):
        return read_settings(arguments, environ=environ or {}, cwd=cwd, home=home)

    read_here.home, read_here.cwd = home, cwd
    return read_here


def test_every_setting_has_a_sentence():
    assert set(HELP) == {field.name for field in fields(Settings)} - {"problems"}


def test_nothing_set_means_embedded_and_publishing(read):
    settings = read()

    assert (settings.url, settings.embedded, settings.auto_publish) == ("embedded", True, True)
    assert settings.max_figure_bytes == 64 * 1024 * 1024
    assert settings.problems == ()


def test_argument_beats_environment_beats_file_beats_default(read):
    (read.home / ".gofigr").write_text(json.dumps({"workspace": "file", "analysis": "file"}))

    settings = read({"api_key": "argument"}, {"GF_API_KEY": "environment", "GF_ANALYSIS": "env"})

    assert settings.api_key == "argument"
    assert settings.analysis == "env"
    assert settings.workspace == "file"
    assert settings.username is None


def choose(read, text):
    folder = read.home / "data"
    folder.mkdir()
    (folder / "choices.json").write_text(text)
    return {"GF_DATA_DIR": str(folder)}


def test_choices_of_the_front_end_beat_only_the_defaults(read):
    environ = choose(read, '{"note": false, "auto_publish": false, "max_figure_mb": 8}')
    (read.home / ".gofigr").write_text('{"max_figure_mb": 16}')

    settings = read(environ={**environ, "GF_AUTO_PUBLISH": "on"})

    assert (settings.note, settings.auto_publish, settings.max_figure_mb) == (False, True, 16)


def test_what_is_left_out_is_what_is_not_to_be_kept(read):
    environ = choose(read, '{"keep_code": false, "keep_plotted": false}')

    assert read(environ={**environ, "GF_KEEP_INPUTS": "no"}).left_out == (
        "code",
        "inputs",
        "plotted",
    )
    assert read().left_out == ()


def test_choices_say_nothing_about_other_settings(read):
    settings = read(environ=choose(read, '{"url": "http://evil.example", "api_key": "x"}'))

    assert (settings.url, settings.api_key) == ("embedded", None)


@pytest.mark.parametrize("text", ["", "[]", "7", '{"note": "perhaps"}', '{"max_figure_mb": -1}'])
def test_broken_choices_are_told_and_do_no_harm(read, text):
    settings = read(environ=choose(read, text))

    assert (settings.note, settings.max_figure_mb) == (True, 64)
    assert len(settings.problems) == (0 if text == "[]" else 1)


def test_the_nearest_config_file_upward_wins_over_the_one_at_home(read):
    (read.home / ".gofigr").write_text('{"workspace": "home"}')
    (read.cwd.parent / ".gofigr").write_text('{"workspace": "project"}')

    assert read().workspace == "project"


def test_unknown_keys_of_the_public_client_are_left_alone(read):
    (read.home / ".gofigr").write_text('{"auto_configure": true, "auto_publish": "no"}')

    settings = read()

    assert (settings.auto_publish, settings.problems) == (False, ())


@pytest.mark.parametrize("content", ["{broken", "[1, 2]", "\x00\xff"])
def test_a_corrupt_config_file_is_named_and_the_defaults_stand(read, content):
    (read.home / ".gofigr").write_text(content, encoding="latin-1")

    settings = read()

    assert settings.url == "embedded"
    assert len(settings.problems) == 1
    assert str(read.home / ".gofigr") in settings.problems[0]
    assert "gofigr-jupyter config" in settings.problems[0]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("url", "ftp://lab"),
        ("auto_publish", "perhaps"),
        ("max_figure_mb", "-1"),
        ("max_figure_mb", "nan"),
        ("idle_minutes", "soon"),
        ("default_metadata", "[1]"),
    ],
)
def test_a_bad_environment_variable_is_named_and_the_default_stands(read, name, value):
    settings = read(environ={f"GF_{name.upper()}": value})

    assert getattr(settings, name) == getattr(Settings(), name)
    assert repr(value) in settings.problems[0]
    assert HELP[name] in settings.problems[0]


def test_a_bad_argument_is_refused_with_its_name_and_value(read):
    with pytest.raises(InvalidInput, match="'auto_publish' cannot be 'perhaps'") as refusal:
        read({"auto_publish": "perhaps"})

    assert refusal.value.field == "auto_publish"


def test_an_unknown_argument_is_refused_and_the_names_are_listed():
    with pytest.raises(InvalidInput, match="no setting named 'colour'") as refusal:
        with_arguments(Settings(), {"colour": 1})

    assert "auto_publish" in refusal.value.hint


def test_an_argument_of_none_leaves_the_setting_alone():
    assert with_arguments(Settings(workspace="mine"), {"workspace": None}).workspace == "mine"


@pytest.mark.parametrize(
    ("environ", "folder"),
    [({}, ".local/share/gofigr_jupyter"), ({"GF_DATA_DIR": "~/figures"}, "figures")],
)
def test_the_data_folder_is_in_the_users_place_unless_named(
    read, environ, folder, tmp_path, monkeypatch
):
    monkeypatch.setenv("HOME", str(read.home))

    assert read(environ=environ).data_dir == read.home / folder


@pytest.mark.parametrize("given", ["*.csv, data/", "*.csv\ndata/\n", ["*.csv", "data/"]])
def test_patterns_are_a_list_or_a_text_with_commas_or_lines(read, given):
    assert read({"inputs_ignore": given}).inputs_ignore == ("*.csv", "data/")
