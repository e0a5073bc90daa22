"""Who used what, told to those who may know."""

import pytest

from gofigr_jupyter.service.domain import sharing
from gofigr_jupyter.service.domain.assets import assets, uses
from gofigr_jupyter.service.domain.assets import revisions as asset_revisions
from gofigr_jupyter.service.domain.assets.links import DraftLink


@pytest.fixture
def kept(site, ann):
    """An asset with two revisions."""

    def make(tx):
        home = tx.workspaces.of_user(ann.actor.user_id)[0].id
        asset = assets.create_asset(tx, ann.actor, workspace=home, name="penguins.csv")
        draft = asset_revisions.DraftAssetRevision(asset=asset.id)
        return asset, *(
            asset_revisions.create_asset_revision(tx, ann.actor, draft) for _ in range(2)
        )

    return site.database.write(make)


@pytest.fixture
def use(site, ann):
    """Keeps a figure's revision that used asset revisions."""

    def use(*revisions, name="Bills"):
        links = [
            DraftLink(asset_revision=each.id, use_type="direct", anchor=f"sheet {number}")
            for number, each in enumerate(revisions)
        ]
        return site.revision(ann, site.figure(ann, name=name), links=links)

    return use


def read(site, look):
    return site.database.read(look)


def test_the_figures_that_used_an_asset_come_newest_first(site, ann, kept, use):
    asset, first, second = kept
    bills, flippers = use(first), use(second, name="Flippers")

    of_asset = read(site, lambda tx: uses.uses_of(tx, ann.actor, asset))
    of_first = read(site, lambda tx: uses.uses_of(tx, ann.actor, first))

    assert [(u.figure_name, u.used, u.anchor) for u in of_asset] == [
        ("Flippers", 1, "sheet 0"),
        ("Bills", 0, "sheet 0"),
    ]
    assert [u.revision for u in of_asset] == [flippers, bills]
    assert [u.revision for u in of_first] == [bills]


def test_what_a_figure_used_comes_in_the_order_of_its_links(site, ann, kept, use):
    _, first, second = kept
    figure = use(second, first)

    found = read(site, lambda tx: uses.used_by(tx, ann.actor, figure))

    assert [(u.revision, u.asset_name) for u in found] == [
        (second, "penguins.csv"),
        (first, "penguins.csv"),
    ]


def test_a_guest_is_told_of_what_was_shared_only(site, ann, bob, kept, use):
    asset, first, _ = kept
    shown, _hidden = use(first), use(first, name="Flippers")
    site.database.write(
        lambda tx: sharing.share_with_user(tx, ann.actor, shown, username="bob", enabled=True)
    )

    def told(actor):
        return [u.revision for u in read(site, lambda tx: uses.uses_of(tx, actor, asset))]

    assert told(bob.actor) == [shown]
    assert told(None) == []
