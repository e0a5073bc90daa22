"""How long it takes until a computed answer begins. `make bench` prints it."""

import base64
import time

import httpx
import numpy as np
import pytest
from kept_charts import chart_of, read_table, table_drawn
from reporting import report
from services import a_process, found

from gofigr_jupyter.insight.differences import differences
from gofigr_jupyter.insight.facts import facts_of
from gofigr_jupyter.runtime.place import Place

ROUNDS = 20
POINTS = 100_000
CHANCE = np.random.default_rng(1)


def lines(axes):
    x = np.arange(float(POINTS))
    axes.plot(x, np.sin(x / 9e3) + CHANCE.normal(size=POINTS) / 10)


def dots(axes):
    axes.scatter(*CHANCE.normal(size=(2, POINTS)))


@pytest.mark.parametrize("draw", [lines, dots])
def test_facts_of_many_points_and_what_changed(draw):
    before, after = table_drawn(draw), table_drawn(draw)
    taken = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        charts = [chart_of(read_table(each)) for each in (before, after)]
        found = [*facts_of(charts[1]), *differences(*charts)]
        taken.append((time.process_time() - begun) * 1e3)

    report(f"facts and changes of {POINTS:,} points: {draw.__name__} (processor)", taken)
    assert len(found) > 10


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    """A service process, as somebody reaches it over HTTP."""
    place = Place(tmp_path_factory.mktemp("service"))
    with a_process(place):
        running = found(place)
        headers = {"Authorization": f"Token {running.key}"}
        with httpx.Client(
            base_url=f"{running.url}/api/v1.4.1/", headers=headers, timeout=60
        ) as http:
            yield http


def kept_twice(service, draw):
    """The second of two revisions of a figure, whose numbers are kept."""
    workspace = service.get("workspace/").json()[0]["api_id"]
    parent = {"name": draw.__name__, "workspace": workspace}
    for kind in ("analysis", "figure"):
        made = service.post(f"{kind}/", json=parent).json()
        parent = {"name": draw.__name__, kind: made["api_id"]}
    for _ in range(2):
        table = {
            "name": "plotted data",
            "type": "dataframe",
            "metadata": {"format": "parquet"},
            "data": base64.b64encode(table_drawn(draw)).decode(),
        }
        body = {"figure": parent["figure"], "metadata": {}, "data": [table]}
        revision = service.post("revision/", json=body).raise_for_status().json()
    return revision["api_id"]


@pytest.mark.parametrize("draw", [lines, dots])
def test_the_first_words_of_an_answer_over_http(service, draw):
    revision = kept_twice(service, draw)
    taken = []
    for _ in range(ROUNDS // 2):  # no more questions a minute
        body = {"figure_revision": revision, "prompt": "What changed?", "stream": True}
        begun = time.perf_counter()
        with service.stream("POST", "deep_insight/", json=body) as answer:
            lines_told = answer.iter_lines()
            assert next(line for line in lines_told if line == "event: text")
            taken.append((time.perf_counter() - begun) * 1e3)

    report(f"first question about {draw.__name__} of a service", taken[:1])
    report(f"first words about {POINTS:,} points over HTTP: {draw.__name__}", taken[1:])
