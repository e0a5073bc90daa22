"""Titles and descriptions that new revisions get where that was chosen."""

import pytest
from kept_charts import table_drawn
from services import until

from gofigr_jupyter.service.domain.insight import titling

TITLE = "Uptake of the drug"


@pytest.fixture
def drawn():
    def draw(axes):
        axes.plot(range(4), [1, 2, 3, 4], label="dose")
        axes.set(xlabel="Time (h)", ylabel="Dose (mg)", title=TITLE)

    return ("plotted data", "dataframe", {"format": "parquet"}, table_drawn(draw))


@pytest.fixture
def chosen(api, site, ann):
    """Titles are wanted in the workspace of ann."""
    body = {"provider": "local", "titles": True}
    answer = api.put(f"workspace/{site.primary(ann).id}/ai/", body, by=ann)
    assert answer.json()["titles"] is True


def look(site):
    """What the worker does at each look."""
    site.database.write(titling.plan)


def described(api, by, revision):
    return api.post("deep_insight/described/", {"figure_revision": revision.id}, by=by).json()


def test_a_new_revision_gets_a_title_and_a_description_from_facts(api, site, ann, chosen, drawn):
    revision = site.revision(ann, None, drawn)

    look(site)

    told = until(lambda: (d := described(api, ann, revision))["title"] and d)
    assert told["title"] == TITLE
    assert told["description"].startswith("This is a line chart with 1 named series: “dose”. ")
    assert "slope 1 mg per h" in told["description"]
    assert (told["provider"], told["model"], told["origin"]) == ("local", "facts", "computed")
    shown = api.get(f"revision/{revision.id}/", by=ann).json()
    assert (shown["ai_title"], shown["ai_description"]) == (TITLE, told["description"])
    figure = api.get(f"figure/{revision.figure_id}/", by=ann).json()
    assert figure["name"] == "Bill length by species"


def test_what_has_a_title_already_keeps_it(api, site, ann, chosen, drawn):
    own = site.revision(ann, None, drawn)
    api.patch(f"revision/{own.id}/", {"ai_title": "My own"}, by=ann)
    other = site.revision(ann, None, drawn)

    look(site)

    until(lambda: described(api, ann, other)["title"])
    told = described(api, ann, own)
    assert (told["title"], told["description"], told["origin"]) == ("My own", None, None)


def test_nothing_is_described_where_nobody_chose_it(site, ann, drawn):
    site.revision(ann, None, drawn)

    look(site)

    assert site.database.read(lambda tx: tx.tasks.of_user(None, limit=10)) == []


def test_revisions_from_before_the_choice_stay_as_they_are(api, site, ann, drawn):
    before = site.revision(ann, None, drawn)
    body = {"provider": "local", "titles": True}
    api.put(f"workspace/{site.primary(ann).id}/ai/", body, by=ann)
    after = site.revision(ann, None, drawn)

    look(site)

    until(lambda: described(api, ann, after)["title"])
    assert described(api, ann, before)["title"] is None


def test_a_picture_without_numbers_is_looked_at_once(api, site, ann, chosen, drawn):
    bare = site.revision(ann)
    look(site)
    until(lambda: site.database.read(titling.settled))

    look(site)

    assert described(api, ann, bare)["title"] is None
    assert not site.database.read(lambda tx: tx.tasks.has_open(titling.TaskKind.DESCRIBE))
