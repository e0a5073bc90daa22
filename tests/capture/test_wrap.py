"""Wrapping a method of one object, and giving it back."""

from gofigr_jupyter.capture.wrap import Wrap


class Bell:
    def ring(self):
        return "ring"


def louder(original):
    return original().upper()


def quieter(original):
    return original().lower() + "..."


def test_only_the_wrapped_object_is_changed():
    bell, other = Bell(), Bell()

    Wrap(bell, "ring", louder)

    assert (bell.ring(), other.ring()) == ("RING", "ring")


def test_undoing_leaves_nothing_behind():
    bell = Bell()

    Wrap(bell, "ring", louder).undo()

    assert vars(bell) == {}


def test_undoing_gives_back_what_somebody_had_put_there_before():
    bell = Bell()
    mine = bell.ring = lambda: "mine"

    Wrap(bell, "ring", louder).undo()

    assert bell.ring is mine


def test_what_somebody_put_on_top_stays_when_ours_is_undone():
    bell = Bell()
    ours = Wrap(bell, "ring", louder)
    Wrap(bell, "ring", quieter)

    ours.undo()

    assert bell.ring() == "ring..."
