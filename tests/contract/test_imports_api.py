"""Documents imported over the API: kept, their pictures filed once, whatever happens meanwhile."""

import pytest
from documents_made import huge_png, notebook, picture, presentation, word, zipped
from factories import b64
from importing_labs import a_lab

from gofigr_jupyter.capture.stamps import png
from gofigr_jupyter.errors import StorageUnavailable
from gofigr_jupyter.ids import content_hash
from gofigr_jupyter.service.domain import tasks
from gofigr_jupyter.service.domain.data_items import DraftData
from gofigr_jupyter.service.domain.imports import documents
from gofigr_jupyter.service.domain.people.storage import Intake
from gofigr_jupyter.service.importing.documents import DocumentImport
from gofigr_jupyter.service.importing.scratch import Scratch
from gofigr_jupyter.service.surfaces.closing import Closed, Closing


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    with a_lab(tmp_path_factory.mktemp("lab")) as opened:
        yield opened


@pytest.fixture
def place(lab):
    return lab.site.workspace(lab.ann)


DECK = presentation(
    ("Bill length", "Adelie", [picture(1), picture(2)]), ("Masses", "", [picture(3)])
)


def test_a_document_is_kept_and_its_pictures_become_figures(lab, place):
    task = lab.imported(DECK, into=place)

    assert (task["state"], task["progress"]) == ("done", 100)
    assert task["message"] == "Found 3 pictures: 3 new."
    figures = lab.figures(place)
    assert [each[:2] for each in figures] == [
        ("deck.pptx", "Bill length"),
        ("deck.pptx", "Bill length (2)"),
        ("deck.pptx", "Masses"),
    ]
    document = lab.get(f"asset_revision/{task['target_id']}/")
    assert document["data"][0]["hash"] == content_hash(DECK)
    first, second, third = (revisions[0] for _, _, revisions in figures)
    assert sorted(lab.links(task)) == sorted(
        [
            (first, "slide 1", "direct"),
            (second, "slide 1", "direct"),
            (third, "slide 2", "direct"),
        ]
    )
    kept = lab.get(f"revision/{first}/")
    assert kept["metadata"]["document"]["slide"] == 1
    assert kept["metadata"]["document"]["name"] == "deck.pptx"
    assert kept["data"][0]["hash"] == content_hash(picture(1))


def test_the_same_document_twice_adds_nothing(lab, place):
    first = lab.imported(DECK, into=place)
    before = lab.figures(place), lab.links(first)

    again = lab.imported(DECK, into=place, name="copy of deck.pptx")

    assert again["message"] == "Found 3 pictures: 0 new, 3 known before."
    assert again["target_id"] == first["target_id"]
    assert (lab.figures(place), lab.links(first)) == before


def test_a_new_version_of_a_document_adds_what_is_new(lab, place):
    old = lab.imported(DECK, into=place)
    changed = presentation(("Bill length", "", [picture(1)]), ("Masses", "", [picture(4)]))

    new = lab.imported(changed, into=place)

    assert new["message"] == "Found 2 pictures: 1 new, 1 known before."
    assert new["target_id"] != old["target_id"]
    asset = lab.get(f"asset_revision/{new['target_id']}/")["asset"]
    assert len(lab.get(f"asset/{asset}/")["revisions"]) == 2
    masses = lab.figures(place)[2]
    assert (masses[1], len(masses[2])) == ("Masses", 2)


def test_a_picture_that_is_known_is_linked_and_not_doubled(lab, place):
    analysis = lab.site.analysis(lab.ann, place)
    figure = lab.site.figure(lab.ann, analysis)
    data = ("figure", "image", {"format": "png"}, picture(7))
    known = lab.site.revision(lab.ann, figure, data)

    task = lab.imported(presentation(("Bills", "", [picture(7)])), into=place)

    assert task["message"] == "Found 1 picture: 0 new, 1 known before."
    assert lab.links(task) == [(known.id, "slide 1", "indirect")]
    assert [each[2] for each in lab.figures(place)] == [[known.id]]


def test_a_picture_that_names_its_revision_is_linked_wherever_that_is(lab, place):
    known = lab.site.revision(lab.ann)
    stamped, _ = png.written(picture(9), None, {"gofigr:revision": known.id})

    task = lab.imported(presentation(("Bills", "", [stamped])), into=place)

    assert lab.links(task) == [(known.id, "slide 1", "indirect")]
    assert lab.figures(place) == []


def test_what_others_keep_elsewhere_is_not_linked(lab, place):
    bob = lab.site.user("bob")
    data = ("figure", "image", {"format": "png"}, picture(8))
    lab.site.revision(bob, None, data)

    task = lab.imported(presentation(("Bills", "", [picture(8)])), into=place)

    assert task["message"] == "Found 1 picture: 1 new."


def test_a_notebook_brings_its_code(lab, place):
    lab.imported(notebook("# Bills", ("plot(bills)", [picture(1)])), into=place, name="a.ipynb")

    ((analysis, name, (revision,)),) = lab.figures(place)
    kept = lab.get(f"revision/{revision}/")
    assert (analysis, name) == ("a.ipynb", "Bills")
    code = next(each for each in kept["data"] if each["type"] == "code")
    assert lab.get(f"data/{code['api_id']}/")["data"] == b64(b"plot(bills)")
    assert code["metadata"]["language"] == "python"


def test_an_import_goes_into_the_named_analysis(lab, place):
    analysis = lab.site.analysis(lab.ann, place, name="penguins")

    lab.imported(DECK, into=place, analysis=analysis.id)

    assert {each[0] for each in lab.figures(place)} == {"penguins"}


def test_a_frozen_figure_is_left_as_it_is(lab, place):
    lab.imported(presentation(("Bills", "", [picture(1)])), into=place)
    revision = lab.figures(place)[0][2][0]
    figure = lab.get(f"revision/{revision}/")["figure"]
    lab.api.post(f"figure/{figure}/freeze/", by=lab.ann)

    task = lab.imported(presentation(("Bills", "", [picture(2)])), into=place)

    assert task["message"].endswith("Left out: 1 whose figure is frozen.")
    assert lab.figures(place)[0][2] == [revision]


@pytest.mark.parametrize("delete", [False, True])
def test_a_figure_is_unlinked_from_a_document_and_on_request_deleted(lab, place, delete):
    task = lab.imported(DECK, into=place)
    (revision,) = lab.figures(place)[0][2]
    body = {"figure_revision": revision, "anchor": "slide 1", "delete_figure_revision": delete}

    answer = lab.api.post(f"asset_revision/{task['target_id']}/unlink_figure/", body, by=lab.ann)

    assert answer.status_code == 200
    assert revision not in {each[0] for each in lab.links(task)}
    there = lab.api.get(f"revision/{revision}/", by=lab.ann).status_code
    assert (there, len(lab.links(task))) == (404 if delete else 200, 2)


HOSTILE = {
    "a text": b"Dear all,",
    "10^9 pixels": huge_png(),
    "half a deck": DECK[:-200],
    "many parts": zipped({str(number): b"" for number in range(20_001)}),
    "billion laughs": word(("Normal", "x"), head='<!DOCTYPE a [<!ENTITY a "ha">]>'),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_document_ends_its_task_with_a_sentence_and_leaves_nothing(lab, place, what):
    task = lab.imported(HOSTILE[what], into=place, name="document.bin")

    assert (task["state"], task["attempts"]) == ("failed", 1)
    assert task["message"].endswith(".")
    assert "log" not in task["message"]
    assert lab.figures(place) == []
    assert list((lab.folder / "imports" / "scratch").iterdir()) == []


def asked(lab, place, data, name="deck.pptx"):
    """A document that waits to be imported, and its task as a worker takes it."""
    upload = documents.Upload(
        name=name,
        data=DraftData(name=name, type="file", hash=lab.site.blobs.put(data), size_bytes=len(data)),
        workspace=place.id,
    )

    def ask(tx):
        task = documents.begin(tx, lab.ann.actor, upload)
        tx.task_is_due = False  # the service's own worker is not woken
        values = {"state": tasks.TaskState.RUNNING, "lease_until": tx.now + tasks.LEASE}
        tx.tasks.change(task.id, attempts=1, **values)
        return tx.tasks.get(task.id)

    return lab.site.database.write(ask)


class Failing:
    """Storage that takes some bytes and then is full."""

    def __init__(self, blobs, takes):
        self.blobs, self.left = blobs, takes

    def intake(self, workspace):
        return Intake(blobs=self)

    def put(self, data):
        if self.left == 0:
            raise StorageUnavailable("The disk is full.")
        self.left -= 1
        return self.blobs.put(data)


def doing(lab, tmp_path, *, storage=None, closing=False):
    service = lab.app.state.service
    ending = Closing()
    if closing:
        ending.begin()
    return DocumentImport(
        database=service.database,
        blobs=service.blobs,
        storage=storage or service.storage,
        scratch=Scratch(tmp_path / "scratch"),
        closing=ending,
    )


def test_an_import_that_was_cut_short_goes_on_and_adds_nothing_twice(lab, place, tmp_path):
    task = asked(lab, place, DECK)
    with pytest.raises(StorageUnavailable):
        doing(lab, tmp_path, storage=Failing(lab.site.blobs, 2))(task)
    assert len(lab.figures(place)) == 2

    doing(lab, tmp_path)(task)

    assert [len(each[2]) for each in lab.figures(place)] == [1, 1, 1]
    assert list((tmp_path / "scratch").iterdir()) == []


def test_a_canceled_import_stops(lab, place, tmp_path):
    task = asked(lab, place, DECK)
    lab.site.database.write(lambda tx: tasks.cancel(tx, lab.ann.actor, task.id))

    doing(lab, tmp_path)(task)

    assert lab.figures(place) == []


def test_a_service_that_closes_leaves_the_import_to_the_next_one(lab, place, tmp_path):
    task = asked(lab, place, DECK)

    with pytest.raises(Closed):
        doing(lab, tmp_path, closing=True)(task)

    assert lab.figures(place) == []


def refused(lab, *, by=None, data=DECK, **query):
    answer = lab.api.post("user_data_upload/", by=by or lab.ann, content=data, params=query)
    told = answer.json()
    assert told["detail"], answer.text
    return answer.status_code, told.get("field")


def test_an_upload_that_cannot_be_imported_is_refused(lab, place):
    elsewhere = lab.site.analysis(lab.ann, lab.site.workspace(lab.ann, "Other"))
    into = {"workspace": place.id, "name": "deck.pptx"}

    assert refused(lab) == (400, "workspace")
    assert refused(lab, workspace="lab") == (400, "workspace")
    assert refused(lab, **into, analysis="x") == (400, "analysis")
    assert refused(lab, **into, analysis=elsewhere.id) == (400, "analysis")
    assert refused(lab, workspace=place.id, name="a\0b") == (400, "name")
    assert refused(lab, **into, blake3="0" * 64) == (400, "blake3")
    assert refused(lab, **into, data=b"")[0] == 400
    assert refused(lab, **into, by=lab.site.user("carl"))[0] == 403
    assert lab.figures(place) == []
    assert lab.get(f"workspace/{place.id}/")["assets"] == []
