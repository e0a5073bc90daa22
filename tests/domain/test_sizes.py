"""Sizes and news add up through everything that happens below."""

import random

import pytest
from factories import HASH

from gofigr_jupyter.ids import content_hash
from gofigr_jupyter.service.domain import analyses, figures, revisions, users, workspaces
from gofigr_jupyter.service.domain.tokens import actor_of


@pytest.fixture
def actor(database):
    return actor_of(
        database.write(
            lambda tx: users.create_user(tx, username="ann", email="", password_hash=HASH)
        )
    )


class Lab:
    """Does random things to two workspaces."""

    def __init__(self, tx, actor, chance):
        self.tx, self.actor, self.chance = tx, actor, chance
        self.workspaces = [
            workspaces.create_workspace(tx, actor, name=name).id for name in ("one", "two")
        ]

    def ids(self, rows):
        return [row.id for workspace in self.workspaces for row in rows(workspace)]

    def analyses(self):
        return self.ids(lambda workspace: self.tx.analyses.in_workspaces([workspace]))

    def figures(self):
        return self.ids(lambda workspace: self.tx.figures.in_workspaces([workspace]))

    def revisions(self):
        return [r.id for figure in self.figures() for r in self.tx.revisions.in_figure(figure)]

    def data(self):
        return [
            revisions.DraftData(
                name="x",
                type="file",
                hash=content_hash(bytes([size])),
                size_bytes=size,
            )
            for size in (self.chance.randrange(200) for _ in range(self.chance.randrange(3)))
        ]

    def step(self):
        """One random change."""
        tx, actor, pick = self.tx, self.actor, self.chance.choice
        found = {
            "analysis": self.analyses(),
            "figure": self.figures(),
            "revision": self.revisions(),
        }
        action = pick(["make"] * 5 + ["change", "move", "delete"])
        kind = pick(["analysis", "figure", "figure", "revision", "revision", "revision"])
        if action == "make" and kind == "analysis":
            analyses.create_analysis(tx, actor, workspace=pick(self.workspaces), name="a")
        elif action == "make" and kind == "figure" and found["analysis"]:
            figures.create_figure(tx, actor, analysis=pick(found["analysis"]), name="f")
        elif action == "make" and kind == "revision" and found["figure"]:
            draft = revisions.Draft(figure=pick(found["figure"]), data=self.data())
            revisions.create_revision(tx, actor, draft)
        elif action in ("change", "move", "delete") and found[kind]:
            getattr(self, f"{action}_{kind}")(pick(found[kind]))

    def change_analysis(self, id):
        analyses.change_analysis(self.tx, self.actor, id, {"name": "new"})

    def change_figure(self, id):
        figures.change_figure(self.tx, self.actor, id, {"name": "new"})

    def change_revision(self, id):
        revisions.change_revision(self.tx, self.actor, id, {"data": self.data()})

    def move_analysis(self, id):
        target = self.chance.choice(self.workspaces)
        analyses.change_analysis(self.tx, self.actor, id, {"workspace": target})

    def move_figure(self, id):
        target = self.chance.choice(self.analyses())
        figures.change_figure(self.tx, self.actor, id, {"analysis": target})

    def move_revision(self, id):
        target = self.chance.choice(self.figures())
        revisions.change_revision(self.tx, self.actor, id, {"figure": target})

    def delete_analysis(self, id):
        analyses.delete_analysis(self.tx, self.actor, id)

    def delete_figure(self, id):
        figures.delete_figure(self.tx, self.actor, id)

    def delete_revision(self, id):
        revisions.delete_revision(self.tx, self.actor, id)

    def wrong(self):
        """Everything whose size is not the sum of what is in it, or that has lost its place."""
        tx, wrong = self.tx, []
        for id in self.workspaces:
            inside = tx.analyses.in_workspaces([id])
            if tx.workspaces.get(id).size_bytes != sum(a.size_bytes for a in inside):
                wrong.append(("workspace", id))
            for analysis in inside:
                held = tx.figures.in_analysis(analysis.id)
                if analysis.size_bytes != sum(f.size_bytes for f in held):
                    wrong.append(("analysis", analysis.id))
                for figure in held:
                    made = tx.revisions.in_figure(figure.id)
                    wrong += [("figure", f.id) for f in [figure] if f.workspace_id != id]
                    wrong += [("revision", r.id) for r in made if r.workspace_id != id]
                    wrong += [("revision", r.id) for r in made if r.analysis_id != analysis.id]
                    if figure.size_bytes != sum(r.size_bytes for r in made):
                        wrong.append(("figure", figure.id))
                    for revision in made:
                        kept = tx.data.of_revision(revision.id)
                        if revision.size_bytes != sum(d.size_bytes for d in kept):
                            wrong.append(("revision", revision.id))
        return wrong


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_sizes_add_up_whatever_is_made_changed_moved_or_deleted(database, actor, seed):
    def live(tx):
        lab = Lab(tx, actor, random.Random(seed))
        for _ in range(150):
            lab.step()
        return len(lab.revisions()), lab.wrong()

    kept, wrong = database.write(live)

    assert kept > 5
    assert wrong == []


def test_news_of_a_silent_change_still_reach_the_parents(database, actor):
    def live(tx):
        workspace = tx.workspaces.of_user(actor.user_id)[0]
        analysis = analyses.create_analysis(tx, actor, workspace=workspace.id, name="a")
        figure = figures.create_figure(tx, actor, analysis=analysis.id, name="f")
        draft = revisions.Draft(figure=figure.id)
        return revisions.create_revision(tx, actor, draft)

    revision = database.write(live)

    def change(tx):
        changes = revisions.RevisionChanges(metadata='{"seen": 2}')
        return revisions.change_revision(tx, actor, revision.id, changes, silent=True)

    changed = database.write(change)

    analysis = database.read(lambda tx: tx.analyses.get(revision.analysis_id))
    assert analysis.child_updated_on == analysis.touched_on == changed.updated_on
