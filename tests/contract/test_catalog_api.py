"""The catalog: everything one has, searched and leafed through."""

import json

import pytest
from factories import PNG
from seeding import Seed, seed


@pytest.fixture
def penguins(site, ann):
    """Two figures in one analysis and one in another; the newest is Body mass."""
    study = site.analysis(ann, name="Penguins 2026")
    mice = site.analysis(ann, name="mice")
    for name, analysis in (("Bill length", study), ("Survival", mice), ("Body mass", study)):
        site.revision(ann, site.figure(ann, analysis, name))
    return study


def search(api, by, **query):
    answer = api.get("catalog/", params=query, by=by)
    assert answer.status_code == 200, answer.text
    return answer.json()


def names(api, by, **query):
    return [item["name"] for item in search(api, by, **query)["items"]]


def test_figures_come_newest_first_with_what_a_list_shows(api, ann, penguins):
    found = search(api, ann)

    first = found["items"][0]
    assert [item["name"] for item in found["items"]] == ["Body mass", "Survival", "Bill length"]
    assert found["total"] == 3
    assert (first["analysis"], first["analysis_name"]) == (penguins.id, "Penguins 2026")
    assert (first["kind"], first["changed_by"]) == ("figure", "ann")
    assert first["newest_revision"]["revision_index"] == 0


def test_the_newest_of_several_revisions_is_told(api, site, ann):
    figure = site.figure(ann)
    site.revision(ann, figure)
    newest = site.revision(ann, figure)

    (found,) = search(api, ann)["items"]

    assert found["newest_revision"] == {
        "api_id": newest.id,
        "short_id": newest.short_id,
        "revision_index": 1,
    }


def test_a_figure_without_a_revision_is_listed_too(api, site, ann):
    site.figure(ann)

    (found,) = search(api, ann)["items"]

    assert found["newest_revision"] is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("bill", ["Bill length"]),
        ("PENGUINS", ["Body mass", "Bill length"]),
        ("penguins mass", ["Body mass"]),
        ("mass survival", []),
        ("%", []),
        ("_", []),
        ("  ", ["Body mass", "Survival", "Bill length"]),
    ],
)
def test_each_word_must_be_in_the_name_or_the_analysis_name(api, ann, penguins, words, expected):
    assert names(api, ann, search=words) == expected


@pytest.mark.parametrize("word", ["übersicht", "ÜBERSICHT", "Übersicht", "ber"])
def test_words_in_any_alphabet_are_found_in_any_case(api, site, ann, word):
    site.figure(ann, name="Übersicht")

    assert names(api, ann, search=word) == ["Übersicht"]


def test_pages_follow_each_other_without_gap_or_overlap(api, site, ann, app):
    store = app.state.service
    amount = Seed(figures=25, analyses=3, pictures=((store.blobs.put(PNG), len(PNG)),))
    seed(store.database, site.primary(ann).id, by="ann", amount=amount)

    pages = [search(api, ann, offset=start, limit=10) for start in (0, 10, 20)]

    numbers = [item["name"][-5:] for page in pages for item in page["items"]]
    assert numbers == [f"{number:05}" for number in range(25)]
    assert {page["total"] for page in pages} == {25}


def test_filters_narrow_by_analysis_author_time_and_id(api, site, ann, bob, penguins):
    workspace = site.primary(ann)
    site.join(bob, workspace, "creator")
    his = site.figure(bob, penguins, "Fig B")

    assert names(api, ann, author="bob") == ["Fig B"]
    assert names(api, ann, analysis=penguins.id) == ["Fig B", "Body mass", "Bill length"]
    assert names(api, ann, workspace=workspace.id, search="surv") == ["Survival"]
    assert names(api, ann, since="2999-01-01T00:00:00+00:00") == []
    assert len(names(api, ann, since="2000-01-01T00:00:00+00:00")) == 4
    assert names(api, ann, ids=his.id) == ["Fig B"]


def test_chosen_ones_come_first_and_others_are_left_out(api, site, ann, penguins):
    told = {item["name"]: item["api_id"] for item in search(api, ann)["items"]}
    oldest, newest = told["Bill length"], told["Body mass"]

    assert names(api, ann, first=oldest) == ["Bill length", "Body mass", "Survival"]
    assert names(api, ann, without=f"{newest},{oldest}") == ["Survival"]
    assert names(api, ann, first=oldest, without=oldest) == ["Body mass", "Survival"]
    assert names(api, ann, first=oldest, search="surv") == ["Survival"]
    assert names(api, ann, first=oldest, ids=newest) == ["Body mass"]


def test_pages_go_on_behind_those_that_come_first(api, site, ann, penguins):
    oldest = search(api, ann)["items"][-1]["api_id"]

    pages = [search(api, ann, first=oldest, offset=start, limit=2) for start in (0, 1, 2)]

    assert [[item["name"] for item in page["items"]] for page in pages] == [
        ["Bill length", "Body mass"],
        ["Body mass", "Survival"],
        ["Survival"],
    ]
    assert {page["total"] for page in pages} == {3}


def test_what_others_have_does_not_come_first_either(api, ann, bob, penguins):
    theirs = search(api, ann)["items"][0]["api_id"]

    assert search(api, bob, first=theirs) == {"items": [], "total": 0}


def test_a_figure_belongs_to_who_changed_it_last_too(api, site, ann, bob, penguins):
    site.join(bob, site.primary(ann), "creator")
    figure = site.figure(ann, penguins, "ours")
    site.revision(bob, figure)

    found = search(api, ann, author="bob")["items"]

    assert [(item["name"], item["changed_by"]) for item in found] == [("ours", "bob")]


def test_analyses_and_assets_are_kinds_of_their_own(api, site, ann, penguins):
    body = {"name": "penguins.csv", "workspace": site.primary(ann).id}
    api.post("asset/", body, by=ann)

    assert names(api, ann, kind="analysis") == ["Penguins 2026", "mice"]
    assert names(api, ann, kind="analysis", search="mi") == ["mice"]
    assert names(api, ann, kind="asset") == ["penguins.csv"]


def test_nobody_finds_what_others_have(api, site, ann, bob, penguins):
    workspace = site.primary(ann).id

    assert search(api, bob) == {"items": [], "total": 0}
    assert names(api, bob, analysis=penguins.id) == []
    assert api.get("catalog/", params={"workspace": workspace}, by=bob).status_code == 403
    places = api.get("catalog/places/", by=bob).json()
    assert (places["analyses"], places["authors"]) == ([], [])
    assert [w["api_id"] for w in places["workspaces"]] == [site.primary(bob).id]


def test_a_key_for_one_workspace_finds_only_what_is_there(api, site, ann, penguins):
    other = site.workspace(ann, name="Lab")
    site.figure(ann, site.analysis(ann, other, "lab study"), "Lab figure")
    key = site.with_key(ann, workspace=other.id)

    assert names(api, key) == ["Lab figure"]
    places = api.get("catalog/places/", by=key).json()
    assert [w["name"] for w in places["workspaces"]] == ["Lab"]
    assert [a["name"] for a in places["analyses"]] == ["lab study"]


def test_places_name_what_there_is_to_choose(api, site, ann, penguins):
    places = api.get("catalog/places/", by=ann).json()

    workspace = site.primary(ann)
    assert places["authors"] == ["ann"]
    assert places["analyses"][0] == {
        "api_id": penguins.id,
        "name": "Penguins 2026",
        "workspace": workspace.id,
    }


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"kind": "workspace"}, "kind"),
        ({"kind": "cat"}, "kind"),
        ({"since": "yesterday"}, "since"),
        ({"ids": "1,2"}, "ids"),
        ({"first": "1"}, "first"),
        ({"without": ",".join(["0" * 8] * 2)}, "without"),
        ({"analysis": "x"}, "analysis"),
        ({"limit": "0"}, "limit"),
        ({"offset": "-1"}, "offset"),
        ({"search": "a b c d e f g h i"}, "search"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(api, ann, query, field):
    answer = api.get("catalog/", params=query, by=ann)

    assert answer.status_code == 400
    assert answer.json()["field"] == field


def test_the_newest_revisions_of_an_analysis_are_told_with_their_cells(api, site, ann, penguins):
    cell = {"id": "c1", "execution_count": 7, "slot": 0}
    told = {"provenance": {"cell": cell, "slice": [1, 2, 3]}, "notebook_name": "penguins"}
    figure = site.figure(ann, penguins, "Mass")
    site.revision(ann, figure)
    newest = site.revision(ann, figure, metadata=json.dumps(told))

    found = api.get(f"analysis/{penguins.id}/newest/", by=ann).json()

    (shown,) = [each for each in found if each["figure"] == figure.id]
    assert len(found) == 3
    assert (shown["api_id"], shown["revision_index"]) == (newest.id, 1)
    assert (shown["created_by"], shown["metadata"]) == (
        "ann",
        {"provenance": {"cell": cell, "seen": None}},
    )


@pytest.mark.parametrize("metadata", ["null", "[1]", '{"provenance": "none"}'])
def test_metadata_of_any_kind_do_not_hide_a_newest_revision(api, site, ann, metadata):
    revision = site.revision(ann, None, metadata=metadata)

    (found,) = api.get(f"analysis/{revision.analysis_id}/newest/", by=ann).json()

    assert found["api_id"] == revision.id
