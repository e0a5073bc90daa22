"""Search by a screenshot that says nothing but what it shows."""

import io

import pytest
from drawn_figures import figure, screenshot
from factories import a_site, b64

from gofigr_jupyter.pictures.looks.features import features_of, unpacked

SVG = b"<svg xmlns='http://www.w3.org/2000/svg' width='40' height='30'/>"


def saved(image):
    content = io.BytesIO()
    image.save(content, "PNG")
    return content.getvalue()


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """A service that looked at ten figures of ann's, one of bob's, and some strange ones."""
    folder = tmp_path_factory.mktemp("looks")
    with a_site(folder) as (site, api):
        ann, bob = site.user("ann"), site.user("bob")
        for number in range(10):
            keep(site, ann, f"Figure {number}", saved(figure(number)))
        keep(site, bob, "Bob's", saved(figure(20)))
        for data in (b"", b"no picture", SVG):
            keep(site, bob, "Strange", data, "svg" if data is SVG else "png")
        look(site.service)
        yield api, site, ann, bob


def keep(site, person, name, data, format="png"):
    return site.revision(
        person, site.figure(person, name=name), ("figure", "image", {"format": format}, data)
    )


def look(service):
    service.index.catch_up(seconds=60)
    assert service.looks.catch_up(seconds=60)


def found(world, image, *, by=None, **filters):
    api, _, ann, _ = world
    answer = api.post("search/image/", {"image": b64(saved(image)), **filters}, by=by or ann)
    assert answer.status_code == 200, answer.text
    return [(item["name"], item["how"], item["score"]) for item in answer.json()["results"]]


@pytest.mark.parametrize("number", [2, 7])
def test_a_screenshot_leads_to_its_figure_among_others_of_the_same_layout(world, number):
    name, how, score = found(world, screenshot(figure(number), number))[0]

    assert (name, how) == (f"Figure {number}", "looks alike")
    assert 0.8 < score < 1


def test_the_same_bytes_stand_before_what_looks_alike(world):
    assert found(world, figure(3))[0] == ("Figure 3", "same file", 3.0)


def test_a_figure_that_somebody_may_not_see_is_not_found_by_its_looks(world):
    shot = screenshot(figure(20), 1)

    assert found(world, shot) == []
    assert [name for name, *_ in found(world, shot, by=world[3])] == ["Bob's"]


def test_a_workspace_narrows_what_looks_alike(world):
    _, site, ann, _ = world
    other = site.workspace(ann)

    assert found(world, screenshot(figure(2), 2), workspace=other.id) == []


def test_what_came_later_is_found_and_what_was_deleted_is_not(world):
    api, site, ann, _ = world
    revision = keep(site, ann, "Later", saved(figure(30)))
    look(site.service)
    shot = screenshot(figure(30), 5)
    before = [name for name, *_ in found(world, shot)]

    api.delete(f"figure/{revision.figure_id}/", by=ann)

    assert (before, found(world, shot)) == (["Later"], [])


def test_features_come_back_as_they_were_packed():
    taken = features_of(figure(1))

    again = unpacked(taken.packed())

    assert (again.words == taken.words).all()
    assert abs(again.places - taken.places).max() < 0.001
