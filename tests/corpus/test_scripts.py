"""Precision and recall of slices and files over the labeled scripts: at least 0.98 each."""

import pytest
from kernels import stop_service
from labeled_notebooks import make_files
from labeled_scripts import run_all, scripts
from services import found, kept_revisions, until

from gofigr_jupyter.publishing.outbox import Outbox
from gofigr_jupyter.runtime.place import Place

BAR = 0.98
CORPUS = scripts()


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """What is recorded of each figure of the corpus, by script and title."""
    root = tmp_path_factory.mktemp("scripts")
    place = Place(root / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GF_DATA_DIR", str(place.root))
        patch.setenv("GF_IDLE_MINUTES", "1")
        patch.setenv("MPLBACKEND", "agg")
        for script in CORPUS:
            (root / script.name).mkdir()
            make_files(script, root / script.name)
        run_all(CORPUS, root)
        service = found(place)
        until(lambda: not Outbox(place.outbox).waiting() and not Outbox(place.outbox).leased())
        yield recorded(service)
    stop_service(place)


def recorded(service):
    """The provenance of every figure, by its script and its title."""
    return {
        (analysis.removesuffix(".py"), provenance["identity"]["title"]): provenance
        for analysis, revisions in kept_revisions(service).items()
        for provenance in (revision["metadata"]["provenance"] for revision in revisions)
    }


def lines_in(provenance):
    return frozenset(provenance["slice"][-1]["lines"])


def files_in(provenance, script):
    return frozenset(one["path"].rpartition(f"/{script.name}/")[2] for one in provenance["inputs"])


def test_every_labeled_figure_is_kept_and_nothing_else(kept):
    labeled = {(script.name, title) for script in CORPUS for title in script.files_of}

    assert set(kept) == labeled


@pytest.mark.parametrize("kind", ["lines", "files"])
def test_precision_and_recall_reach_the_bar(kept, kind):
    right, differences = 0, {}
    for script in CORPUS:
        for title in script.files_of:
            told = kept[script.name, title]
            if kind == "files":
                found, true = files_in(told, script), script.files_of[title]
            else:
                found, true = lines_in(told) & statements(script), script.lines_of[title]
            right += len(found & true)
            if found != true:
                differences[script.name, title] = sorted(found - true), sorted(true - found)
    wrong = sum(len(more) for more, _ in differences.values())
    missed = sum(len(less) for _, less in differences.values())

    assert right / (right + wrong) >= BAR, differences
    assert right / (right + missed) >= BAR, differences


def statements(script):
    """The lines with code on them: a statement of several lines may have empty ones."""
    lines = enumerate(script.source.splitlines(), 1)
    return {number for number, line in lines if line.strip() and not line.startswith("#")}
