"""Analyses and figures over the wire."""

import pytest


def test_an_analysis_and_a_figure_are_made_whole_and_read_back_the_same(api, site, ann):
    lab = site.workspace(ann)

    analysis = api.post("analysis/", {"name": "penguins", "workspace": lab.id}, by=ann)
    body = {"name": "bills", "analysis": analysis.json()["api_id"], "description": ""}
    figure = api.post("figure/", body, by=ann)

    assert (analysis.status_code, analysis.json()["figures"]) == (201, [])
    assert (figure.status_code, figure.json()["revisions"]) == (201, [])
    assert figure.json()["description"] == ""
    assert api.get(f"figure/{figure.json()['api_id']}", by=ann).json() == figure.json()
    inside = api.get(f"analysis/{analysis.json()['api_id']}", by=ann).json()["figures"]
    assert inside == [{k: v for k, v in figure.json().items() if k != "revisions"}]


def test_nested_children_have_no_children_of_their_own(api, site, ann):
    revision = site.revision(ann)
    analysis, workspace = revision.analysis_id, revision.workspace_id

    nested_analysis = api.get(f"workspace/{workspace}/", by=ann).json()["analyses"][0]
    nested_figure = api.get(f"analysis/{analysis}/", by=ann).json()["figures"][0]
    nested_revision = api.get(f"figure/{revision.figure_id}/", by=ann).json()["revisions"][0]

    assert nested_analysis["workspace"] == workspace
    assert "figures" not in nested_analysis
    assert nested_figure["analysis"] == analysis
    assert "revisions" not in nested_figure
    assert "data" not in nested_revision


def test_shallow_leaves_the_children_out(api, site, ann):
    figure = site.figure(ann)

    for path in (f"figure/{figure.id}", f"analysis/{figure.analysis_id}"):
        assert not {"figures", "revisions"} & api.get(f"{path}/?shallow=true", by=ann).json().keys()


@pytest.mark.parametrize("kind", ["analysis", "figure"])
def test_parents_may_be_given_as_objects(api, site, ann, kind):
    parent, id = {
        "analysis": ("workspace", site.primary(ann).id),
        "figure": ("analysis", site.analysis(ann).id),
    }[kind]

    made = api.post(f"{kind}/", {"name": "x", parent: {"api_id": id}}, by=ann)

    assert made.json()[parent] == id


@pytest.mark.parametrize("kind", ["analysis", "figure"])
@pytest.mark.parametrize(
    ("parent", "status"),
    [
        (None, 400),
        ("not an id", 400),
        (7, 400),
        ({"name": "x"}, 400),
        ("123e4567-e89b-42d3-a456-426614174000", 404),
    ],
)
def test_a_parent_that_is_none_is_refused(api, ann, kind, parent, status):
    field = {"analysis": "workspace", "figure": "analysis"}[kind]

    answer = api.post(f"{kind}/", {"name": "x", field: parent}, by=ann)

    assert answer.status_code == status


@pytest.mark.parametrize(
    "name", ["", "  ", "x" * 1001, "a\u0000b", "a\u001bb", None, 7, ["x"]], ids=repr
)
def test_a_name_that_cannot_be_kept_is_refused(api, site, ann, name):
    figure = site.figure(ann)

    made = api.post("figure/", {"name": name, "analysis": figure.analysis_id}, by=ann)
    changed = api.patch(f"figure/{figure.id}/", {"name": name}, by=ann)

    assert (made.status_code, made.json()["field"]) == (400, "name")
    assert (changed.status_code, changed.json()["field"]) == (400, "name")
    assert len(api.get(f"analysis/{figure.analysis_id}/", by=ann).json()["figures"]) == 1


def test_names_need_not_be_unique_and_keep_every_letter(api, site, ann):
    analysis = site.analysis(ann)
    name = "Größe\nin cm, 身長 👩‍🔬 ' \" \\ <b>"

    for _ in range(2):
        api.post("figure/", {"name": name, "analysis": analysis.id}, by=ann)

    figures = api.get(f"analysis/{analysis.id}/", by=ann).json()["figures"]
    assert [figure["name"] for figure in figures] == [name, name]


def test_a_change_counts_as_news_all_the_way_up(api, site, ann, bob):
    figure = site.figure(ann)
    site.join(bob, site.primary(ann), "creator")

    changed = api.patch(f"figure/{figure.id}/", {"name": "new"}, by=bob).json()

    analysis = api.get(f"analysis/{figure.analysis_id}/", by=ann).json()
    workspace = api.get(f"workspace/{figure.workspace_id}/", by=ann).json()
    assert changed["updated_by"] == "bob"
    assert analysis["child_updated_on"] == workspace["child_updated_on"] == changed["updated_on"]
    assert analysis["child_updated_by"] == workspace["child_updated_by"] == "bob"
    assert analysis["updated_on"] is None


def test_an_analysis_moves_to_another_workspace_with_its_size(api, site, ann):
    revision = site.revision(ann)
    lab = site.workspace(ann)

    moved = api.patch(f"analysis/{revision.analysis_id}/", {"workspace": lab.id}, by=ann)

    assert moved.json()["workspace"] == lab.id
    assert api.get(f"workspace/{lab.id}/", by=ann).json()["size_bytes"] == revision.size_bytes
    assert api.get(f"workspace/{revision.workspace_id}/", by=ann).json()["size_bytes"] == 0
    recent = api.get(f"workspace/{lab.id}/recent/", by=ann).json()
    assert [f["api_id"] for f in recent["figures"]] == [revision.figure_id]


def test_a_figure_moves_to_another_analysis_with_its_revisions(api, site, ann, bob):
    revision = site.revision(ann)
    lab = site.workspace(ann)
    target = site.analysis(ann, lab)
    site.join(bob, lab, "viewer")

    api.put(f"figure/{revision.figure_id}/", {"analysis": target.id}, by=ann)

    assert api.get(f"analysis/{target.id}/", by=ann).json()["size_bytes"] == revision.size_bytes
    assert api.get(f"analysis/{revision.analysis_id}/", by=ann).json()["size_bytes"] == 0
    assert api.get(f"revision/{revision.id}/", by=bob).status_code == 200


def test_nothing_moves_to_where_the_caller_may_not_create(api, site, ann, bob):
    figure = site.figure(ann)
    theirs = site.workspace(bob)
    site.join(ann, theirs, "viewer")
    target = site.analysis(bob, theirs)

    move = api.patch(f"analysis/{figure.analysis_id}/", {"workspace": theirs.id}, by=ann)
    put = api.patch(f"figure/{figure.id}/", {"analysis": target.id, "name": "new"}, by=ann)

    assert (move.status_code, put.status_code) == (403, 403)
    assert api.get(f"figure/{figure.id}/", by=ann).json()["name"] == "Bill length by species"


def test_deleting_a_figure_shows_in_the_sizes_at_once(api, site, ann):
    analysis = site.analysis(ann)
    kept = site.revision(ann, site.figure(ann, analysis))
    gone = site.revision(ann, site.figure(ann, analysis), ("t", "text", {}, b"x" * 100))

    assert api.delete(f"figure/{gone.figure_id}/", by=ann).status_code == 204

    assert api.get(f"analysis/{analysis.id}/", by=ann).json()["size_bytes"] == kept.size_bytes
    workspace = api.get(f"workspace/{analysis.workspace_id}/", by=ann).json()
    assert workspace["size_bytes"] == kept.size_bytes
    assert workspace["child_updated_by"] == "ann"


def test_lists_hold_everything_visible_and_nothing_else(api, site, ann, bob):
    figure = site.figure(ann)
    site.figure(bob)

    assert [a["api_id"] for a in api.get("analysis/", by=ann).json()] == [figure.analysis_id]
    assert [f["api_id"] for f in api.get("figure/", by=ann).json()] == [figure.id]


def test_a_thumbnail_is_made_of_the_newest_picture_without_a_watermark(api, site, ann):
    figure = site.figure(ann)
    before = api.get(f"figure/{figure.id}/thumbnail/64", by=ann).json()
    site.revision(ann, figure)

    for path in (f"figure/{figure.id}", f"analysis/{figure.analysis_id}"):
        thumbnail = api.get(f"{path}/thumbnail/64", by=ann).json()["thumbnail"]
        assert thumbnail.startswith("iVBOR")
    assert before == {"thumbnail": None}


def test_a_picture_that_is_none_has_no_thumbnail(api, site, ann):
    revision = site.revision(ann, None, ("figure", "image", {"format": "png"}, b"updated"))

    assert api.get(f"revision/{revision.id}/thumbnail/64", by=ann).json() == {"thumbnail": None}
