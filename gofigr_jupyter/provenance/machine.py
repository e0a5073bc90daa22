"""What of the machine and its settings a result can depend on: locale, time zone, threads, GPUs."""

from __future__ import annotations

import locale
import os
import re
import time
from collections.abc import Mapping
from types import ModuleType

from gofigr_jupyter.provenance.provenance import Machine

THREADS = (
    "OMP_NUM_THREADS",
    "MKL_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "BLIS_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "NUMBA_NUM_THREADS",
    "POLARS_MAX_THREADS",
    "RAYON_NUM_THREADS",
    "PYTHONHASHSEED",
    "CUDA_VISIBLE_DEVICES",
)
"""Variables that libraries read to know how many threads, which devices and which seed to take."""
_PLAIN = re.compile(r"[\w,.:\- ]{1,40}")
_ZONE = "zoneinfo/"


def machine(environ: Mapping[str, str], modules: Mapping[str, ModuleType]) -> Machine:
    """The machine as it is now. GPUs are asked of a library that uses them already."""
    given = {name: environ.get(name, "") for name in THREADS}
    return Machine(
        locale=locale.setlocale(locale.LC_ALL, None),
        time_zone=_time_zone(environ),
        processors=_processors(),
        variables={name: value for name, value in given.items() if _PLAIN.fullmatch(value)},
        gpus=_gpus(modules.get("torch")),
    )


def _time_zone(environ: Mapping[str, str]) -> str:
    named = environ.get("TZ", "").removeprefix(":")
    if named:
        return named
    try:
        place = os.readlink("/etc/localtime")
    except OSError:
        place = ""
    return place.partition(_ZONE)[2] or time.tzname[0]


def _processors() -> int | None:
    affinity = getattr(os, "sched_getaffinity", None)  # not on every system
    return len(affinity(0)) if affinity else os.cpu_count()


def _gpus(torch: ModuleType | None) -> tuple[str, ...]:
    """The names of the GPUs that torch uses; asking before it does would start its drivers."""
    cuda = getattr(torch, "cuda", None)
    if cuda is None or not getattr(cuda, "is_initialized", bool)():
        return ()
    return tuple(str(cuda.get_device_name(n)) for n in range(cuda.device_count()))
