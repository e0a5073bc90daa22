"""What is chosen in JupyterLab's settings reaches the kernels."""

import pytest

from gofigr_jupyter.settings import read_settings


def chosen(data):
    settings = read_settings(environ={"GF_DATA_DIR": str(data)}, cwd=data, home=data)
    assert settings.problems == ()
    return settings.auto_publish, settings.note, settings.max_figure_mb


def test_a_kernel_reads_what_was_chosen(jupyter, jupyter_data):
    with jupyter.client() as client:
        answer = client.put("gofigr/choices", json={"note": False, "max_figure_mb": 8})

    assert (answer.status_code, answer.json()) == (200, {"note": False, "max_figure_mb": 8})
    assert chosen(jupyter_data) == (True, False, 8)


def test_what_is_no_longer_chosen_has_its_default_again(jupyter, jupyter_data):
    with jupyter.client() as client:
        client.put("gofigr/choices", json={"auto_publish": False})
        client.put("gofigr/choices", json={})

    assert chosen(jupyter_data) == (True, True, 64)


@pytest.mark.parametrize(
    "body", [{"url": "http://evil.example"}, {"note": "perhaps"}, {"max_figure_mb": 0}, [1], 7]
)
def test_what_is_no_choice_is_refused_and_changes_nothing(jupyter, jupyter_data, body):
    with jupyter.client() as client:
        client.put("gofigr/choices", json={"note": False})
        answer = client.put("gofigr/choices", json=body)

    assert answer.status_code == 400
    assert answer.json()["detail"]
    assert chosen(jupyter_data) == (True, False, 64)
