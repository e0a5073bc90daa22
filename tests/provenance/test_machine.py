"""What of the machine a result can depend on."""

import os
import types

import pytest

from gofigr_jupyter.provenance.machine import machine


def test_variables_that_libraries_read_are_told_and_no_others():
    environ = {
        "OMP_NUM_THREADS": "4",
        "PYTHONHASHSEED": "0",
        "POLARS_MAX_THREADS": "",
        "CUDA_VISIBLE_DEVICES": "'; a text that is no number of devices at all, and too long",
        "AWS_SECRET_ACCESS_KEY": "wJalr",
    }

    assert machine(environ, {}).variables == {"OMP_NUM_THREADS": "4", "PYTHONHASHSEED": "0"}


def test_the_time_zone_is_that_of_the_process():
    assert machine({"TZ": ":Europe/Berlin"}, {}).time_zone == "Europe/Berlin"
    assert machine({}, {}).time_zone


def test_locale_and_processors_are_told():
    here = machine(os.environ, {})

    assert here.locale
    assert here.processors >= 1


@pytest.mark.parametrize(("in_use", "gpus"), [(True, ("Card 0", "Card 1")), (False, ())])
def test_gpus_are_asked_of_torch_only_when_it_uses_them(in_use, gpus):
    cuda = types.SimpleNamespace(
        is_initialized=lambda: in_use,
        device_count=lambda: 2,
        get_device_name=lambda number: f"Card {number}",
    )

    assert machine({}, {"torch": types.SimpleNamespace(cuda=cuda)}).gpus == gpus
