"""Galleries of looks: made while nobody waits, found by the next service, never of another one."""

import numpy as np
import pytest
from factories import HASH
from seeding import Seed, seed

from gofigr_jupyter.pictures.looks.features import Features
from gofigr_jupyter.service.domain import users
from gofigr_jupyter.service.domain.model import Kind
from gofigr_jupyter.service.domain.search import documents
from gofigr_jupyter.service.domain.search.looks import Look
from gofigr_jupyter.service.shelves import MOST_NEW, Shelves

CHANCE = np.random.default_rng(20261122)
MANY = MOST_NEW + 1


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "looks"


@pytest.fixture
def kept(database):
    """Keeps so many figures more, each with a look."""
    user = database.write(
        lambda tx: users.create_user(tx, username="ann", email="", password_hash=HASH)
    )
    place = database.read(lambda tx: tx.workspaces.of_user(user.id)[0].id)

    def keep(count):
        amount = Seed(figures=count, analyses=1, pictures=((64 * "0", 1),))
        seed(database, place, by="ann", amount=amount)
        database.write(lambda tx: look_at_all(tx, count))

    return keep


def look_at_all(tx, count):
    for id in tx.search.lacking(Kind.REVISION, count):
        draft = documents.draft_of(tx, Kind.REVISION, id).without_files()
        tx.search.put(documents.document_of(draft, None))
    for unseen in tx.looks.unseen(count):
        tx.looks.seen(unseen.document, Look(picture="0" * 64, features=features(), copy=b"."))


def features():
    places = CHANCE.random((8, 3), np.float32) * [1, 1, -8]
    return Features(places, CHANCE.integers(0, 2**63, (8, 2), np.uint64)).packed()


def sizes(shelves):
    return [len(gallery) for gallery in shelves.galleries()]


def test_many_pictures_are_put_into_files_that_the_next_service_opens(database, kept, folder):
    kept(MANY)
    shelves = Shelves(database, folder)
    before = sizes(shelves)
    shelves.prepare()
    files = [each.name for each in folder.iterdir()]
    kept(2)

    assert (before, len(files), sizes(shelves)) == ([MANY], 1, [MANY, 2])
    assert sizes(Shelves(database, folder)) == [MANY, 2]
    assert [each.name for each in folder.iterdir()] == files


def test_few_pictures_take_no_files(database, kept, folder):
    kept(3)
    shelves = Shelves(database, folder)
    shelves.prepare()

    assert (sizes(shelves), folder.exists()) == ([3], False)


def test_files_that_are_broken_are_made_anew(database, kept, folder):
    kept(MANY)
    Shelves(database, folder).prepare()
    (made,) = folder.iterdir()
    (made / "words.npy").write_bytes(b"half")

    after = Shelves(database, folder)
    found = sizes(after)
    after.prepare()

    assert (found, sizes(Shelves(database, folder))) == ([MANY], [MANY])


def test_files_of_another_database_are_not_taken(database, kept, folder):
    kept(MANY)
    Shelves(database, folder).prepare()
    database.write(forget_all)

    assert sizes(Shelves(database, folder)) == []


def forget_all(tx):
    for id in tx.search.revisions_with("0" * 64, MANY):
        tx.search.forget(Kind.REVISION, id)
