"""Receipts, shelves and service records: small files, each written in one step."""

import os
import stat
import time

import pytest
from publications import a_publication, an_entry

from gofigr_jupyter.errors import NotFound, StorageUnavailable
from gofigr_jupyter.provenance.provenance import Notebook
from gofigr_jupyter.publishing.publication import Destination
from gofigr_jupyter.publishing.receipts import Receipt, ReceiptFolder, State
from gofigr_jupyter.publishing.services import EMBEDDED_SERVICE, Services, revision_link, service_at
from gofigr_jupyter.publishing.shelf import Shelf, read_shelf, shelf_file, shelf_key, write_shelf


def test_a_receipt_reads_back_and_a_later_one_takes_its_place(tmp_path):
    folder = ReceiptFolder(tmp_path)
    folder.write(Receipt(state=State.QUEUED, publication="p1", reason="no answer yet"))
    kept = Receipt(state=State.CAPTURED, publication="p1", number=4, link="http://x/r/1")

    folder.write(kept)

    assert folder.read("p1") == kept
    assert folder.read("p2") is None
    assert folder.read_many(["p1", "p2"]) == {"p1": kept}


def test_a_damaged_receipt_counts_as_none(tmp_path):
    (tmp_path / "p1.json").write_text("{")

    assert ReceiptFolder(tmp_path).read("p1") is None


def test_receipts_older_than_thirty_days_are_swept(tmp_path):
    folder = ReceiptFolder(tmp_path)
    for name in ("old", "new"):
        folder.write(Receipt(state=State.CAPTURED, publication=name))
    os.utime(tmp_path / "old.json", (time.time() - 31 * 24 * 3600,) * 2)

    folder.sweep()

    assert folder.read("old") is None
    assert folder.read("new") is not None


def test_a_journal_that_was_swept_meanwhile_has_no_receipts(tmp_path):
    assert ReceiptFolder(tmp_path).read_journal("s1.jsonl", start=7) == ([], 7)


def test_a_shelf_reads_back(tmp_path):
    shelf = Shelf(analysis="a1", entries=(an_entry(a_publication()),))

    write_shelf(tmp_path, "k", shelf)

    assert read_shelf(tmp_path, "k") == shelf
    assert read_shelf(tmp_path, "other") is None
    assert os.listdir(tmp_path) == [shelf_file(tmp_path, "k").name]


def test_two_notebooks_of_one_name_have_two_shelves():
    destination = Destination(service="embedded", workspace=None, analysis="penguins")
    keys = {
        shelf_key(destination, Notebook(name="penguins.ipynb", path=path))
        for path in ("/a/penguins.ipynb", "/b/penguins.ipynb", None)
    }

    assert len(keys) == 3
    assert {len(key) for key in keys} == {32}


def test_a_service_record_is_private_and_reads_back(tmp_path):
    service = service_at("https://api.example.org", api_key="secret")

    Services(tmp_path).add(service)

    assert Services(tmp_path).get(service.name) == service
    file = tmp_path / "services" / f"{service.name}.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "secret" not in service.name


def test_two_accounts_on_one_service_have_two_records():
    names = {
        service_at("https://api.example.org", api_key="a").name,
        service_at("https://api.example.org", api_key="b").name,
        service_at("https://api.example.org", username="ada", password="x").name,
    }

    assert len(names) == 3


def test_a_changed_password_keeps_the_name_so_that_waiting_figures_use_it():
    one = service_at("https://api.example.org", username="ada", password="old")
    other = service_at("https://api.example.org", username="ada", password="new")

    assert one.name == other.name


def test_the_embedded_service_needs_no_record(tmp_path):
    Services(tmp_path).add(EMBEDDED_SERVICE)

    assert Services(tmp_path).get("embedded") == EMBEDDED_SERVICE
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_service_is_told_in_a_sentence(tmp_path):
    with pytest.raises(NotFound, match="Nothing is known here of the service 'lab'"):
        Services(tmp_path).get("lab")


def test_a_record_that_cannot_be_written_is_told_in_a_sentence(tmp_path):
    (tmp_path / "services").write_text("in the way")

    with pytest.raises(StorageUnavailable, match="cannot be written"):
        Services(tmp_path).add(service_at("https://api.example.org", api_key="a"))


def test_a_link_leads_to_the_pages_of_the_service():
    assert revision_link("http://127.0.0.1:4321", "Ab1") == "http://127.0.0.1:4321/r/Ab1"
    assert revision_link("https://api.example.org", "Ab1") == "https://app.example.org/r/Ab1"
