"""Files behind figures: kept as assets after the figure, each content once."""

import pytest
from keeping import URL, Keeping
from publications import a_publication

from gofigr_jupyter.delivery.deliverer import Deliverer
from gofigr_jupyter.delivery.origin import Origins
from gofigr_jupyter.ids import content_hash
from gofigr_jupyter.provenance.execution import Execution, InputRules, Lineage, Read, Shown
from gofigr_jupyter.publishing.pending import PendingFolder, PendingInputs


class KeepingInputs(Keeping):
    """A deliverer that knows origins, with session files and notes of its own."""

    def __init__(self, app, folder):
        super().__init__(app)
        self.pending = PendingFolder(folder, PendingInputs)
        self.deliverer = Deliverer(
            self.client, url=URL, origins=Origins(folder), pending=self.pending
        )

    def keep(self, *paths, **publication):
        """Deliver a figure that read these files, then keep them; returns its revision."""
        made = a_publication(lineage=read_by(*paths), **publication)
        revision = self.deliver(made).revision
        self.keep_pending()
        return self.revision(revision)

    def keep_pending(self):
        for pending in self.pending.waiting():
            self.run(self.deliverer.keep(pending))
            self.pending.done(pending)

    def states(self, file):
        """The asset revisions that hold the file's bytes."""
        return self.run(self.client.asset_revisions(content_hash(file.read_bytes())))

    def revision(self, revision):
        return self.run(self.client.revision(revision))


def read_by(*paths, **rules):
    own = Execution(
        source="draw()", cell_id="c", execution_count=1, reads=tuple(read(path) for path in paths)
    )
    return Lineage(before=0, own=own, shown=Shown(line=1), folder="/", rules=InputRules(**rules))


def read(path):
    found = path.stat()
    return Read(path=str(path), line=1, size=found.st_size, modified_ns=found.st_mtime_ns)


def inputs_of(revision):
    return revision.metadata["provenance"]["inputs"]


def notes_of(revision):
    return [n["text"] for n in revision.metadata["provenance"]["notes"] if n["about"] == "inputs"]


@pytest.fixture
def keeping(app, tmp_path):
    folder = tmp_path / "notes"
    folder.mkdir()
    keeping = KeepingInputs(app, folder)
    yield keeping
    keeping.close()


@pytest.fixture
def table(tmp_path):
    table = tmp_path / "penguins.csv"
    table.write_text("a,b\n1,2\n")
    return table


def test_a_file_is_kept_as_an_asset_and_linked(keeping, table):
    revision = keeping.keep(table)

    (told,) = inputs_of(revision)
    assert told["blake3"] == content_hash(table.read_bytes())
    assert told["path"] == str(table)
    assert [link.asset_revision for link in revision.assets] == [told["asset_revision"]]
    (asset,) = keeping.run(keeping.client.assets("penguins.csv"))
    (state,) = keeping.states(table)
    assert state.asset == asset.api_id


def test_the_same_bytes_are_kept_once_whatever_they_are_called(keeping, table, tmp_path):
    copy = tmp_path / "copy.csv"
    copy.write_bytes(table.read_bytes())

    first, second = inputs_of(keeping.keep(table, copy))

    assert first["asset_revision"] == second["asset_revision"]
    assert keeping.run(keeping.client.assets("penguins.csv")) == []


def test_a_changed_file_is_a_new_revision_of_its_asset(keeping, table):
    keeping.keep(table)
    (before,) = keeping.states(table)
    table.write_text("a,b\n1,3\n")
    keeping.keep(table, data=b"another picture")
    (after,) = keeping.states(table)

    assert after.asset == before.asset
    assert (before.revision_index, after.revision_index) == (0, 1)


def test_a_file_that_changed_since_is_told_and_not_kept(keeping, table):
    lineage = read_by(table)
    table.write_text("something longer")
    revision = keeping.deliver(a_publication(lineage=lineage)).revision
    keeping.keep_pending()

    kept = keeping.revision(revision)
    assert inputs_of(kept)[0]["asset_revision"] is None
    assert notes_of(kept) == [f"{table} is not kept: it has changed since it was read."]
    assert kept.assets == []


def test_a_file_that_is_gone_is_told(keeping, table):
    lineage = read_by(table)
    table.unlink()
    revision = keeping.deliver(a_publication(lineage=lineage)).revision
    keeping.keep_pending()

    assert "could not be read again" in notes_of(keeping.revision(revision))[0]


def test_keeping_twice_keeps_once(keeping, table):
    made = a_publication(lineage=read_by(table))
    keeping.deliver(made)
    (pending,) = keeping.pending.waiting()
    for _ in range(2):
        keeping.run(keeping.deliverer.keep(pending))

    assert len(keeping.states(table)) == 1


def test_a_delivery_that_was_killed_before_its_note_writes_it_when_it_comes_again(keeping, table):
    made = a_publication(lineage=read_by(table))
    keeping.deliver(made)
    for pending in keeping.pending.waiting():
        keeping.pending.done(pending)  # as if it had never been written

    keeping.deliver(made)

    assert [pending.publication for pending in keeping.pending.waiting()] == [made.id]


def test_a_sighting_after_the_files_are_kept_does_not_forget_them(keeping, table):
    first = keeping.keep(table)
    keeping.deliver(a_publication(lineage=read_by(table)))

    seen = keeping.revision(first.api_id)
    assert seen.metadata["provenance"]["seen"]["count"] == 2
    assert inputs_of(seen) == inputs_of(first)


def test_of_a_file_over_the_limit_only_the_hash_is_kept(keeping, table):
    keeping.deliver(a_publication(lineage=read_by(table, largest=4)))
    (pending,) = keeping.pending.waiting()
    keeping.keep_pending()

    kept = keeping.revision(pending.revision)
    (told,) = inputs_of(kept)
    assert (told["blake3"], told["asset_revision"]) == (content_hash(table.read_bytes()), None)
    assert notes_of(kept)[0].endswith("MiB, so only its hash is.")


def test_an_ignored_file_is_no_input(keeping, table):
    keeping.deliver(a_publication(lineage=read_by(table, ignore=("*.csv",))))

    assert keeping.pending.waiting() == []


def test_what_dvc_says_of_a_file_is_told_with_it(keeping, table):
    table.with_name("penguins.csv.dvc").write_text("outs:\n- md5: 22a1\n  path: penguins.csv\n")

    (told,) = inputs_of(keeping.keep(table))

    assert told["pointer"] == "dvc md5 22a1"


def test_a_figure_whose_files_could_not_be_noted_is_the_same_one_at_the_next_try(
    app, tmp_path, table
):
    full = tmp_path / "full"
    keeping = KeepingInputs(app, full)
    made = a_publication(lineage=read_by(table))
    with pytest.raises(FileNotFoundError):
        keeping.deliver(made)

    full.mkdir()
    keeping.deliver(made)

    assert [len(figure.revisions) for figure in keeping.figures()] == [1]
    keeping.close()
