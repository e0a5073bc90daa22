"""The quiet line under a figure."""

from gofigr_jupyter.widgets.note import kept, not_kept, waiting

LINK = "http://127.0.0.1:4321/r/Ab3dE9xk1"


def test_the_line_says_name_revision_and_link():
    assert kept("Bill length", number=4, link=LINK, again=False) == {
        "text/html": '<div style="font-size:85%;opacity:.65">Kept as “Bill length” · revision 4 · '
        f'<a href="{LINK}" target="_blank" rel="noopener">/r/Ab3dE9xk1</a></div>',
        "text/plain": f"Kept as “Bill length” · revision 4 · {LINK}",
    }


def test_the_line_says_that_a_figure_was_seen_again():
    assert kept("Bill length", number=4, link=None, again=True)["text/plain"] == (
        "Kept as “Bill length” · revision 4 · seen again"
    )


def test_a_name_cannot_become_markup():
    line = kept("<script>alert('x')</script>", number=1, link='http://h/r/"><img>', again=False)

    assert "<script>" not in line["text/html"]
    assert "<img>" not in line["text/html"]


def test_a_long_name_and_a_long_reason_stay_below_two_kilobytes():
    lines = [
        kept("Ü&<" * 2000, number=1, link="http://h/" + "x" * 5000, again=True),
        not_kept("&" * 5000),
        waiting("&" * 5000),
    ]

    assert all(sum(len(v.encode()) for v in line.values()) < 2048 for line in lines)


def test_what_is_not_kept_says_why_in_one_line():
    assert not_kept("the disk\n is full")["text/plain"] == "Not kept: the disk is full"
