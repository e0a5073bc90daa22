"""Search by meaning: what has other words for the same is found after what has the words.

The model is the extra `semantic`, of 100 MB, so one that knows a few words stands in for it here;
where it is installed, the last test asks the real one.
"""

import numpy as np
import pytest
from factories import a_site

from gofigr_jupyter.service.meaning.encoder import Encoder, is_installed
from gofigr_jupyter.service.meaning.nearness import packed

SAME = ({"rain", "precipitation", "downpour"}, {"sales", "revenue"}, {"bill", "beak"})


def encode(text):
    """Texts mean the same when they have words of the same set."""
    words = set(text.lower().split())
    found = np.array([float(bool(words & same)) for same in SAME], "<f4")
    return found / max(np.linalg.norm(found), 1)


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    with a_site(tmp_path_factory.mktemp("meanings"), encoder=lambda: encode) as (site, api):
        ann = site.user("ann")
        for name in ("Rain in Gdynia", "Sales by quarter", "Precipitation per month"):
            site.figure(ann, name=name)
        site.figure(site.user("bob"), name="Downpour of Bob")
        take_in(site.service)
        yield site, api, ann


def take_in(service):
    service.index.catch_up(seconds=60)
    assert service.meanings.catch_up(seconds=60)


def found(api, person, words):
    answer = api.post("search/", {"query": words, "kinds": ["figure"]}, by=person)
    assert answer.status_code == 200, answer.text
    return [(item["name"], item["how"]) for item in answer.json()["results"]]


def test_other_words_for_the_same_are_found_after_the_words_and_marked(world):
    _, api, ann = world

    assert found(api, ann, "precipitation") == [
        ("Precipitation per month", None),
        ("Rain in Gdynia", "by meaning"),
    ]


def test_what_means_something_else_is_not_found(world):
    _, api, ann = world

    assert found(api, ann, "beak") == []


def test_what_somebody_may_not_see_is_not_found_by_its_meaning(world):
    _, api, ann = world

    assert "Downpour of Bob" not in [name for name, _ in found(api, ann, "rain")]


def test_a_new_name_has_a_new_meaning(world):
    site, api, ann = world
    figure = site.figure(ann, name="Bill length")
    take_in(site.service)
    before = found(api, ann, "beak")

    api.patch(f"figure/{figure.id}/", {"name": "Revenue per year"}, by=ann)
    take_in(site.service)

    assert before == [("Bill length", "by meaning")]
    assert (
        found(api, ann, "beak"),
        ("Revenue per year", "by meaning") in found(api, ann, "sales"),
    ) == (
        [],
        True,
    )


def some_meanings(count):
    """Unit vectors around twenty centers, as the meanings of texts are, and the centers."""
    chance = np.random.default_rng(20261122)
    centers = chance.standard_normal((20, 384)).astype("f4")
    around = chance.standard_normal((count, 384)).astype("f4") * 0.8
    found = centers[np.arange(count) % 20] + around
    return found / np.linalg.norm(found, axis=1, keepdims=True), centers


def test_the_nearest_of_many_are_found_by_their_signs():
    vectors, centers = some_meanings(6000)
    known = packed(range(1, 6001), vectors)
    asked = centers[7] / np.linalg.norm(centers[7])

    nearest = known.nearest(asked, 50)

    alike = vectors @ asked
    assert set(nearest) <= {int(at) + 1 for at in alike.argsort()[::-1][:60]}
    assert list(nearest.values()) == sorted(nearest.values(), reverse=True)
    assert all(near == pytest.approx(alike[at - 1], abs=0.01) for at, near in nearest.items())


def test_the_latest_meaning_of_a_document_counts_and_the_oldest_are_let_go_of():
    vectors, _ = some_meanings(6)
    known = packed((1, 2, 3, 4), vectors[:4])

    later = known.joined(packed((2, 5), vectors[4:]), most=4)

    assert [int(document) for document in later.documents] == [3, 4, 2, 5]
    assert list(later.nearest(vectors[4], 1)) == [2]


@pytest.mark.skipif(not is_installed(), reason="the extra semantic is not installed")
def test_the_model_says_what_it_says_elsewhere():
    model = Encoder()
    happy = model("That is a happy person")
    others = ("That is a very happy person", "That is a happy dog", "Today is a sunny day")

    alike = [float(happy @ model(text)) for text in others]

    assert alike == pytest.approx([0.943, 0.695, 0.257], abs=0.001)
