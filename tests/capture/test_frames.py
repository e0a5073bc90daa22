"""The variables of a script, as its functions have them when a figure is saved."""

import sys
import weakref

import pytest

from gofigr_jupyter.capture.frames import script_variables


class Thing:
    pass


def looked_at():
    """The variables of this module and of its functions above the caller."""
    return script_variables(globals(), sys._getframe(1))


def test_a_function_has_its_own_variables_and_those_of_its_callers_and_the_script():
    def main():
        table, name = "of main", "of main"

        def draw(table):
            return looked_at()

        return draw("of draw"), table, name

    found, _, _ = main()

    assert (found["table"], found["name"]) == ("of draw", "of main")
    assert found["Thing"] is Thing


def test_what_a_function_deletes_is_free_although_it_was_looked_at():
    def main():
        thing = Thing()
        alive = weakref.ref(thing)
        found = looked_at()
        assert found.pop("thing") is thing
        del thing
        return alive()

    assert main() is None


@pytest.mark.skipif(sys.version_info >= (3, 13), reason="locals() are the caller's own there")
def test_the_locals_that_code_has_asked_for_stay_hers():
    def main():
        name = "draw"
        own = locals()
        looked_at()
        return own, name

    own, name = main()

    assert own["name"] == name
