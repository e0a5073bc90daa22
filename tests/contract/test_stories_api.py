"""Stories over the wire: made, read, changed, deleted, counted, logged, shared."""

import pytest


@pytest.fixture
def revision(site, ann):
    return site.revision(ann, short_id="abc1")


def made(api, by, revision, **more):
    body = {"name": "Bills", "workspace": revision.workspace_id, **more}
    answer = api.post("story/", body, by=by)
    assert answer.status_code == 201, answer.text
    return answer.json()


def told(answer):
    problem = answer.json()
    return answer.status_code, problem["code"], problem.get("field")


WORDS = {
    "name": "Bills",
    "description": "For the group meeting",
    "title": "What bills tell",
    "introduction": "Penguins have **bills**.",
    "goals": "- measure\n- compare",
    "audience": "Ornithologists",
}


def test_a_story_is_kept_with_all_its_fields(api, revision, ann):
    slides = [
        {
            "slide_id": "first",
            "slide_type": "title",
            "position": 0,
            "title": "What bills tell",
            "content": "By **ann**",
            "revision_id": None,
            "slide_data": {"layout": "wide", "n": [1, 2.5]},
            "notes": "Say hello.",
        },
        {
            "slide_id": "second",
            "slide_type": "figure",
            "position": 1,
            "title": None,
            "content": "",
            "revision_id": revision.id,
            "slide_data": {},
            "notes": "",
        },
    ]

    story = made(api, ann, revision, **WORDS, revisions=[revision.id], slides=slides)

    assert {field: story[field] for field in WORDS} == WORDS
    assert story["workspace"] == revision.workspace_id
    assert story["revisions"] == [revision.id]
    assert story["slides"] == slides
    assert story["created_by"] == "ann"
    assert story["updated_on"] is None
    assert api.get(f"story/{story['api_id']}/", by=ann).json() == story
    assert api.get("story/", by=ann).json() == [story]


@pytest.mark.parametrize(
    "kind", ["title", "introduction", "figure", "goals", "data", "conclusion", "custom"]
)
def test_every_kind_of_slide_is_kept(api, revision, ann, kind):
    story = made(api, ann, revision, slides=[{"slide_type": kind}])

    (slide,) = story["slides"]
    assert (slide["slide_type"], slide["position"], slide["content"]) == (kind, 0, "")
    assert slide["slide_id"]


def test_a_change_of_a_story_that_was_changed_meanwhile_is_refused(api, revision, ann):
    story = made(api, ann, revision, slides=[{"slide_type": "title"}])
    path = f"story/{story['api_id']}/"

    first = api.patch(path, {"goals": "Measure", "based_on": story["created_on"]}, by=ann)
    late = api.patch(path, {"goals": "Compare", "based_on": story["created_on"]}, by=ann)
    again = {"goals": "Compare", "based_on": first.json()["updated_on"]}
    later = api.patch(path, again, by=ann)

    assert first.json()["goals"] == "Measure"
    assert told(late) == (409, "conflict", "based_on")
    assert later.json()["goals"] == "Compare"


def test_a_list_counts_the_slides_that_it_leaves_out(api, revision, ann):
    made(api, ann, revision, slides=[{"slide_type": "title"}, {"slide_type": "custom"}])
    made(api, ann, revision)

    shallow = api.get("story/?shallow=true", by=ann).json()

    assert [(each["slide_count"], "slides" in each) for each in shallow] == [(2, False), (0, False)]


def test_slides_stand_in_the_order_of_their_positions(api, revision, ann):
    slides = [
        {"slide_type": "custom", "slide_id": "c", "position": 7},
        {"slide_type": "custom", "slide_id": "a", "position": 2},
        {"slide_type": "custom", "slide_id": "b", "position": 2},
    ]

    story = made(api, ann, revision, slides=slides)

    assert [(each["slide_id"], each["position"]) for each in story["slides"]] == [
        ("a", 2),
        ("b", 2),
        ("c", 7),
    ]


@pytest.mark.parametrize("method", ["put", "patch"])
def test_revisions_and_slides_are_replaced_whole_and_the_rest_stays(
    api, site, revision, ann, method
):
    figure = site.database.read(lambda tx: tx.figures.get(revision.figure_id))
    other = site.revision(ann, figure)
    slides = [{"slide_type": "title"}, {"slide_type": "figure", "revision_id": revision.id}]
    story = made(api, ann, revision, **WORDS, revisions=[revision.id, other.id], slides=slides)
    path = f"story/{story['api_id']}/"

    change = {"revisions": [other.id], "slides": [{"slide_type": "conclusion", "content": "!"}]}
    changed = getattr(api, method)(path, change, by=ann).json()
    renamed = getattr(api, method)(path, {"name": "Beaks"}, by=ann).json()
    emptied = getattr(api, method)(path, {"revisions": [], "slides": []}, by=ann).json()

    assert {field: changed[field] for field in WORDS} == WORDS
    assert changed["revisions"] == [other.id]
    assert [(each["slide_type"], each["content"]) for each in changed["slides"]] == [
        ("conclusion", "!")
    ]
    assert changed["updated_by"] == "ann"
    assert (renamed["name"], renamed["slides"]) == ("Beaks", changed["slides"])
    assert (emptied["revisions"], emptied["slides"]) == ([], [])


def test_a_figure_that_goes_leaves_its_slide_and_its_words(api, revision, ann):
    slide = {"slide_type": "figure", "revision_id": revision.id, "content": "Longer in Gentoos."}
    story = made(api, ann, revision, revisions=[revision.id], slides=[slide])

    api.delete(f"figure/{revision.figure_id}/", by=ann)

    left = api.get(f"story/{story['api_id']}/", by=ann).json()
    assert left["revisions"] == []
    assert left["slides"][0]["revision_id"] is None
    assert left["slides"][0]["content"] == "Longer in Gentoos."


def test_a_deleted_story_is_gone_and_its_figures_stay(api, revision, ann):
    story = made(api, ann, revision, revisions=[revision.id], slides=[{"slide_type": "title"}])

    answer = api.delete(f"story/{story['api_id']}/", by=ann)

    assert answer.status_code == 204
    assert told(api.get(f"story/{story['api_id']}/", by=ann)) == (404, "not_found", None)
    assert api.get(f"revision/{revision.id}/", by=ann).status_code == 200


def test_a_workspace_counts_and_lists_its_stories(api, site, revision, ann):
    first = made(api, ann, revision, slides=[{"slide_type": "title"}])
    second = made(api, ann, revision, name="Beaks", revisions=[revision.id])
    elsewhere = site.workspace(ann)
    api.patch(f"story/{first['api_id']}/", {"audience": "Everybody"}, by=ann)
    place = f"workspace/{revision.workspace_id}"

    dashboard = api.get(f"{place}/dashboard/", by=ann).json()

    assert api.get(f"{place}/overview/", by=ann).json()["story_count"] == 2
    assert dashboard["overview"]["story_count"] == 2
    assert [each["api_id"] for each in dashboard["stories"]] == [first["api_id"], second["api_id"]]
    assert dashboard["stories"][1]["revisions"] == [revision.id]
    assert "slides" not in dashboard["stories"][0]
    assert api.get(f"story/?workspace={elsewhere.id}", by=ann).json() == []
    listed = api.get(f"story/?workspace={revision.workspace_id}&shallow=true", by=ann).json()
    assert [each["api_id"] for each in listed] == [first["api_id"], second["api_id"]]
    assert "slides" not in listed[0]


def test_what_happens_to_a_story_is_in_the_log_and_the_audit_trail(api, site, revision, ann):
    staff = site.user("staff", is_staff=True)
    story = made(api, ann, revision)
    api.patch(f"story/{story['api_id']}/", {"title": "A"}, by=ann)
    api.patch(f"story/{story['api_id']}/?silent=true", {"title": "B"}, by=ann)
    api.delete(f"story/{story['api_id']}/", by=ann)

    log = api.get(f"workspace/{revision.workspace_id}/log/?limit=3", by=ann).json()
    audit = api.get("admin/audit/", by=staff).text.splitlines()

    about = [(e["action"], e["target_type"], e["target_name"], e["deleted"]) for e in log]
    assert about == [
        ("delete", "story", "Bills", True),
        ("update", "story", "Bills", True),
        ("create", "story", "Bills", True),
    ]
    assert sum(story["api_id"] in line for line in audit) == 4


def test_a_story_that_is_shared_is_read_by_others_and_its_revisions_stay_closed(
    api, revision, ann, bob
):
    story = made(api, ann, revision, revisions=[revision.id])
    path = f"story/{story['api_id']}/"

    before = api.get(path, by=bob).status_code
    share = {"username": "bob", "sharing_enabled": True}
    api.post(f"{path}share/user/", share, by=ann)

    assert before == 403
    assert api.get(path, by=bob).json() == story
    assert api.get("story/", by=bob).json() == []
    assert api.get(f"revision/{revision.id}/", by=bob).status_code == 403
    assert told(api.patch(path, {"name": "mine"}, by=bob)) == (403, "forbidden", None)


BAD_SLIDES = [
    ({"slide_type": "cartoon"}, "slide_type"),
    ({}, None),
    ({"slide_type": "title", "content": "x" * 100_001}, "content"),
    ({"slide_type": "title", "content": "a\0b"}, "content"),
    ({"slide_type": "title", "title": "a\x1bb"}, "title"),
    ({"slide_type": "title", "notes": 3}, "notes"),
    ({"slide_type": "title", "position": -1}, "position"),
    ({"slide_type": "title", "position": 2**40}, "position"),
    ({"slide_type": "title", "slide_id": "x" * 101}, "slide_id"),
    ({"slide_type": "title", "slide_data": [1]}, "slide_data"),
    ({"slide_type": "title", "slide_data": {"a": "x" * 300_000}}, "slide_data"),
    ({"slide_type": "figure", "revision_id": "nothing"}, "revision_id"),
]


@pytest.mark.parametrize(("slide", "field"), BAD_SLIDES)
def test_a_slide_that_cannot_be_kept_is_named_and_nothing_is_made(api, revision, ann, slide, field):
    good = {"slide_type": "title"}
    body = {"name": "s", "workspace": revision.workspace_id, "slides": [good, slide]}

    answer = api.post("story/", body, by=ann)

    place = "slides[1]" if field is None else f"slides[1].{field}"
    status, code, named = told(answer)
    assert (status, code) == (400, "invalid")
    assert named in (place, place.replace("[1]", "[...]")), named
    assert api.get("story/", by=ann).json() == []


def test_a_story_takes_no_figures_of_other_workspaces(api, site, revision, ann, bob):
    elsewhere = site.revision(ann, site.figure(ann, site.analysis(ann, site.workspace(ann))))
    theirs = site.revision(bob)
    story = made(api, ann, revision, revisions=[revision.id])
    path = f"story/{story['api_id']}/"

    answers = [
        api.patch(path, {"name": "x", "revisions": [revision.id, elsewhere.id]}, by=ann),
        api.patch(path, {"revisions": [theirs.id]}, by=ann),
        api.patch(
            path, {"slides": [{"slide_type": "figure", "revision_id": elsewhere.id}]}, by=ann
        ),
        api.patch(path, {"workspace": elsewhere.workspace_id}, by=ann),
    ]

    assert [told(answer) for answer in answers] == [
        (400, "invalid", "revisions[1]"),
        (403, "forbidden", None),
        (400, "invalid", "slides[0].revision_id"),
        (400, "invalid", "workspace"),
    ]
    assert api.get(path, by=ann).json() == story


def test_a_story_has_limits(api, revision, ann):
    many = [{"slide_type": "custom"}] * 501
    twice = [{"slide_type": "custom", "slide_id": "a"}, {"slide_type": "data", "slide_id": "a"}]
    body = {"name": "s", "workspace": revision.workspace_id}

    answers = [
        api.post("story/", {**body, "slides": many}, by=ann),
        api.post("story/", {**body, "slides": twice}, by=ann),
        api.post("story/", {**body, "revisions": [revision.id] * 1001}, by=ann),
        api.post("story/", {"name": "s"}, by=ann),
    ]

    assert [told(answer) for answer in answers] == [
        (400, "invalid", "slides"),
        (400, "invalid", "slides[1].slide_id"),
        (400, "invalid", "revisions"),
        (400, "invalid", "workspace"),
    ]


def test_a_story_follows_a_deleted_workspace(api, site, ann):
    lab = site.workspace(ann)
    story = api.post("story/", {"name": "s", "workspace": lab.id}, by=ann).json()

    api.delete(f"workspace/{lab.id}/", by=ann)

    assert api.get(f"story/{story['api_id']}/", by=ann).status_code == 404
