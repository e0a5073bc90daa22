"""Search by words: found, ranked, narrowed, highlighted, and only what one may see."""

import json

import pytest
from factories import PNG, a_site

CODE = "import seaborn as sns\nsns.violinplot(data=df, y='bill_length_mm', hue='islandName')\n"


def a_cell(source=CODE):
    return "Jupyter Cell", "code", {"language": "Python", "format": "jupyter-cell"}, source.encode()


@pytest.fixture
def penguins(site, ann):
    return filled(site, ann)


def filled(site, ann):
    """Two figures in one analysis and one in another."""
    study = site.analysis(ann, name="Penguins 2026")
    mice = site.analysis(ann, name="mice")
    picture = ("figure", "image", {"format": "png"}, PNG)
    site.revision(ann, site.figure(ann, study, "Bill length"), picture, a_cell())
    site.revision(ann, site.figure(ann, mice, "Survival"), picture, a_cell("plot(kaplan)"))
    site.revision(ann, site.figure(ann, study, "Body mass"), picture, a_cell("plot(mass)"))
    return study


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """A service that tests only ask: the caller, and how she searches."""
    folder = tmp_path_factory.mktemp("search")
    with a_site(folder) as (site, api):
        ann = site.user("ann")
        filled(site, ann)
        yield api, ann


def search(api, by, query="", **more):
    answer = api.post("search/", {"query": query, **more}, by=by)
    assert answer.status_code == 200, answer.text
    return answer.json()


def names(api, by, query="", **more):
    return [(item["kind"], item["name"]) for item in search(api, by, query, **more)["results"]]


def figures(api, by, query="", **more):
    return [name for kind, name in names(api, by, query, **more) if kind == "figure"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("bill", ["Bill length"]),
        ("BILL len", ["Bill length"]),
        ("violinplot", ["Bill length"]),
        ("violin", ["Bill length"]),
        ("sns.violinplot(data", ["Bill length"]),
        ('"violinplot data"', ["Bill length"]),
        ('"data violinplot"', []),
        ("penguins mass", ["Body mass"]),
        ("length_mm", ["Bill length"]),
        ("island", ["Bill length"]),
        ("ngth", ["Bill length"]),
        ("zebra", []),
        ("penguins kaplan zebra", ["Body mass", "Bill length", "Survival"]),
        ("what is the survival of my penguins", None),
    ],
)
def test_words_find_names_code_and_places(told, query, expected):
    found = figures(*told, query)

    if expected is None:
        assert set(found) == {"Bill length", "Body mass", "Survival"}
    else:
        assert sorted(found) == sorted(expected)


@pytest.mark.parametrize(
    "query",
    [
        *(
            '"',
            '""',
            "*",
            "(",
            ")",
            "AND",
            "NOT",
            "OR",
            "NEAR(a b)",
            "a NEAR/2 b",
            "-bill",
            "^bill",
        ),
        *(
            "names:",
            "{",
            "'; DROP TABLE users; --",
            "%",
            "_",
            "\\",
            "\0",
            "\ud800",
            "🦀",
            "a:*&|!<->",
        ),
        *("<script>", "x" * 1000, "a " * 500, " ", "\t\n", "''", "bill:*", "' | '"),
    ],
)
def test_whatever_is_typed_is_answered(told, query):
    api, ann = told
    content = json.dumps({"query": query})
    answer = api.call(
        "POST", "search/", by=ann, content=content, headers={"Content-Type": "application/json"}
    )

    assert answer.status_code in ((200, 400) if query == "\ud800" else (200,)), answer.text


def test_what_is_named_so_comes_before_what_only_says_so(api, site, ann, penguins):
    other = site.figure(ann, penguins, "Something else")
    site.revision(ann, other, a_cell("# about the bill length, and again: bill length"))

    assert figures(api, ann, "bill length") == ["Bill length", "Something else"]


def test_a_result_tells_where_it_is_and_what_was_found(api, site, ann, penguins):
    (found,) = search(api, ann, "violin")["results"]

    assert (found["kind"], found["name"], found["author"]) == ("figure", "Bill length", "ann")
    assert (found["analysis"], found["analysis_name"]) == (penguins.id, "Penguins 2026")
    assert found["revision"]["revision_index"] == 0
    (highlight,) = found["highlights"]
    assert highlight["where"] == "code"
    assert [part["text"] for part in highlight["parts"] if part["match"]] == ["violinplot"]
    assert "".join(part["text"] for part in highlight["parts"]) in CODE


def test_every_database_finds_the_same(api, ann, penguins):
    questions = ("bill", "BILL len", "sns.violinplot(data", '"violinplot data"', "ngth", "a:*&|!")

    assert [figures(api, ann, each) for each in questions] == [*[["Bill length"]] * 5, []]
    assert set(figures(api, ann, "penguins kaplan zebra")) == {
        "Body mass",
        "Bill length",
        "Survival",
    }


def test_places_tell_how_much_is_in_them(api, site, ann, penguins):
    found = search(api, ann, "plot")

    assert {(g["analysis_name"], g["count"]) for g in found["groups"]} == {
        ("Penguins 2026", 1),
        ("mice", 1),
    }
    assert (found["total"], found["counted_all"], found["waiting"]) == (2, True, 0)


def test_a_figure_is_found_once_with_its_best_revision(api, site, ann):
    figure = site.figure(ann, name="Dose")
    for source in ("first()", "second()", "third()"):
        site.revision(ann, figure, a_cell(source))

    (found,) = search(api, ann, "second")["results"]

    assert found["revision"]["revision_index"] == 1


def test_pages_follow_each_other(api, site, ann):
    analysis = site.analysis(ann)
    for number in range(7):
        site.figure(ann, analysis, f"Plate {number}")

    pages = [figures(api, ann, "plate", offset=start, limit=3) for start in (0, 3, 6)]

    assert [len(page) for page in pages] == [3, 3, 1]
    assert len({name for page in pages for name in page}) == 7


@pytest.mark.parametrize("query", ["Übersicht", "ubersicht", "ÜBER", "東京", "京の"])
def test_words_of_any_script_are_found_without_case_and_accents(api, site, ann, query):
    site.figure(ann, name="Übersicht 東京の人口")

    assert figures(api, ann, query) == ["Übersicht 東京の人口"]


def test_filters_narrow(api, site, ann, bob, penguins):
    workspace = site.primary(ann)
    site.join(bob, workspace, "creator")
    his = site.figure(bob, penguins, "Bill depth")
    site.revision(bob, his, metadata='{"backend": "plotly"}')

    assert figures(api, ann, "bill", author="bob") == ["Bill depth"]
    assert figures(api, ann, "bill", library="Plotly") == ["Bill depth"]
    assert figures(api, ann, "plot", analysis=penguins.id, author="ann") == ["Body mass"]
    assert figures(api, ann, "bill", until="2000-01-01T00:00:00+00:00") == []
    assert len(figures(api, ann, "bill", since="2000-01-01T00:00:00+00:00")) == 2
    assert figures(api, ann, author="bob") == ["Bill depth"]
    assert names(api, ann, "penguins", kinds=["analysis"]) == [("analysis", "Penguins 2026")]


def test_figures_that_used_a_file_are_found_by_its_name(api, site, ann, penguins):
    asset = api.post("asset/", {"name": "data/p.csv", "workspace": site.primary(ann).id}, by=ann)
    body = {"asset": asset.json()["api_id"], "data": []}
    kept = api.post("asset_revision/", body, by=ann).json()["api_id"]
    link = {"asset_revision": kept, "use_type": "direct"}
    figure = site.figure(ann, penguins, "From a file")
    api.post("revision/", {"figure": figure.id, "assets": [link]}, by=ann)

    assert figures(api, ann, uses="p.csv") == ["From a file"]
    assert names(api, ann, "p.csv", kinds=["asset"]) == [("asset", "data/p.csv")]


@pytest.mark.parametrize(
    "body",
    [
        {"limit": 0},
        {"limit": 101},
        {"offset": -1},
        {"kinds": ["nonsense"]},
        {"kinds": ["user"]},
        {"workspace": "x"},
        {"since": "yesterday"},
        {"query": "x" * 1001},
        {"query": 7},
    ],
)
def test_what_cannot_be_looked_for_is_refused_in_a_sentence(told, body):
    api, ann = told

    answer = api.post("search/", body, by=ann)

    assert answer.status_code == 400
    assert answer.json()["detail"]


def test_only_what_one_may_see_is_found(api, site, ann, bob, penguins):
    assert names(api, bob, "bill") == []
    assert names(api, bob, "penguins") == []

    site.join(bob, site.primary(ann), "viewer")

    assert figures(api, bob, "bill") == ["Bill length"]


def test_what_is_shared_with_one_is_found_and_no_longer_when_it_is_not(
    api, site, ann, bob, penguins
):
    figure = search(api, ann, "violin")["results"][0]["api_id"]
    share = {"username": "bob", "sharing_enabled": True}

    api.post(f"figure/{figure}/share/user/", share, by=ann)
    shared = figures(api, bob, "violin"), figures(api, bob, "plot")
    api.post(f"figure/{figure}/share/user/", {**share, "sharing_enabled": False}, by=ann)

    assert shared == (["Bill length"], [])
    assert figures(api, bob, "violin") == []


def test_what_is_shared_by_link_is_not_found_by_strangers(api, site, ann, bob, penguins):
    figure = search(api, ann, "violin")["results"][0]["api_id"]
    api.post(f"figure/{figure}/share/link/", {"enabled": True}, by=ann)

    assert figures(api, bob, "violin") == []


def test_a_key_for_one_workspace_finds_what_is_in_it(api, site, ann, bob, penguins):
    elsewhere = site.workspace(ann, name="Elsewhere")
    site.figure(ann, site.analysis(ann, elsewhere), "Bill elsewhere")
    shared = site.figure(bob, name="Bill of bob")
    api.post(
        f"figure/{shared.id}/share/user/", {"username": "ann", "sharing_enabled": True}, by=bob
    )
    key = site.with_key(ann, workspace=elsewhere.id)

    assert figures(api, key, "bill") == ["Bill elsewhere"]
    assert sorted(figures(api, ann, "bill")) == ["Bill elsewhere", "Bill length", "Bill of bob"]


def test_what_moves_to_a_workspace_of_others_is_not_found_any_more(api, site, ann, bob, penguins):
    site.join(bob, site.primary(ann), "viewer")
    before = figures(api, bob, "violin")
    elsewhere = site.workspace(ann, name="Elsewhere")

    api.patch(f"analysis/{penguins.id}/", {"workspace": elsewhere.id}, by=ann)

    assert before == ["Bill length"]
    assert figures(api, bob, "violin") == []
    assert figures(api, ann, "violin") == ["Bill length"]


def test_a_revision_that_moves_is_found_where_it_is(api, site, ann, bob, penguins):
    site.join(bob, site.primary(ann), "viewer")
    revision = search(api, ann, "violin")["results"][0]["revision"]["api_id"]
    hidden = site.figure(ann, site.analysis(ann, site.workspace(ann)), "Hidden")

    api.patch(f"revision/{revision}/", {"figure": hidden.id}, by=ann)

    assert figures(api, bob, "violin") == []
    assert figures(api, ann, "violin") == ["Hidden"]


def test_new_names_and_texts_are_found_and_old_ones_are_not(api, site, ann, penguins):
    found = search(api, ann, "violin")["results"][0]
    api.patch(f"figure/{found['api_id']}/", {"name": "Beak size"}, by=ann)
    api.patch(f"analysis/{penguins.id}/", {"name": "Antarctica"}, by=ann)
    api.patch(f"revision/{found['revision']['api_id']}/", {"ai_description": "three humps"}, by=ann)

    assert figures(api, ann, "beak violin antarctica") == ["Beak size"]
    assert figures(api, ann, "humps") == ["Beak size"]
    assert figures(api, ann, '"penguins 2026"') == []
    assert figures(api, ann, '"bill length"') == ["Beak size"]  # which its code still says


def test_comments_are_found_and_deleted_ones_are_not(api, site, ann, penguins):
    found = search(api, ann, "violin")["results"][0]
    about = {"target_type": "figure", "target_id": found["api_id"]}
    said = api.post("comment/", {**about, "content": "Mind the outliers"}, by=ann).json()

    before = search(api, ann, "outliers")["results"]
    with_comments = figures(api, ann, has_comments=True)
    without = figures(api, ann, has_comments=False)
    api.delete(f"comment/{said['id']}/", by=ann)

    assert [(item["name"], item["highlights"][0]["where"]) for item in before] == [
        ("Bill length", "comment")
    ]
    assert with_comments == ["Bill length"]
    assert without == ["Body mass", "Survival"]
    assert figures(api, ann, "outliers") == []


@pytest.mark.parametrize("what", ["revision", "figure", "analysis"])
def test_what_is_deleted_is_found_no_more(api, site, ann, penguins, what):
    found = search(api, ann, "violin")["results"][0]
    ids = {
        "revision": found["revision"]["api_id"],
        "figure": found["api_id"],
        "analysis": penguins.id,
    }

    api.delete(f"{what}/{ids[what]}/", by=ann)

    assert figures(api, ann, "violin") == []
    assert search(api, ann, "plot")["total"] == (1 if what == "analysis" else 2)


def test_a_story_is_found_by_what_its_slides_say(api, site, ann, bob):
    slide = {"slide_id": "a", "slide_type": "custom", "position": 0, "content": "Walrus tusks grow"}
    body = {"name": "Talk", "workspace": site.primary(ann).id, "slides": [slide]}
    story = api.post("story/", body, by=ann).json()["api_id"]
    share = {"username": "bob", "sharing_enabled": True}
    before = [names(api, by, "tusks") for by in (ann, bob)]
    shared = api.post(f"story/{story}/share/user/", share, by=ann)
    after = names(api, bob, "tusks")
    api.delete(f"story/{story}/", by=ann)

    assert shared.is_success, shared.text
    assert (before, after) == ([[("story", "Talk")], []], [("story", "Talk")])
    assert names(api, ann, "tusks") == []


def test_a_file_is_found_by_what_is_known_of_one_of_its_states(api, site, ann):
    asset = api.post("asset/", {"name": "p.csv", "workspace": site.primary(ann).id}, by=ann)
    told = {"asset": asset.json()["api_id"], "metadata": {"station": "Palmer"}, "data": []}
    api.post("asset_revision/", told, by=ann)

    assert names(api, ann, "palmer") == [("asset", "p.csv")]
    assert names(api, ann, "p.csv") == [("asset", "p.csv")]


def test_figures_are_narrowed_by_how_their_review_stands(api, site, ann, bob):
    site.join(bob, site.primary(ann), "creator")
    analysis = site.analysis(ann)
    kept = {
        name: site.revision(ann, site.figure(ann, analysis, name))
        for name in ("draft", "asked", "approved", "lapsed", "frozen")
    }
    for name in ("asked", "approved", "lapsed"):
        review(api, ann, kept[name], "request", {"reviewers": ["bob"], "note": "Look at walruses."})
    for name in ("approved", "lapsed"):
        review(api, bob, kept[name], "approve", {"revision": kept[name].id})
    site.revision(ann, site.database.read(lambda tx: tx.figures.get(kept["lapsed"].figure_id)))
    review(api, ann, kept["frozen"], "freeze", {})

    found = {
        state: sorted(figures(api, ann, review=state))
        for state in ("draft", "in_review", "approved", "frozen")
    }

    assert found == {
        "draft": ["draft", "lapsed"],
        "in_review": ["asked"],
        "approved": ["approved"],
        "frozen": ["frozen"],
    }
    assert "asked" in figures(api, ann, "walruses")


def review(api, by, revision, what, body):
    path = f"figure/{revision.figure_id}/" + ("freeze/" if what == "freeze" else f"review/{what}/")
    answer = api.post(path, body, by=by)
    assert answer.is_success, answer.text
