"""Markdown as blocks and runs."""

import pytest

from gofigr_jupyter.presentations.prose import Kind, blocks


def kinds(text):
    return [(block.kind, block.text) for block in blocks(text)]


def test_each_kind_of_block_is_told():
    text = "# A\n\nb *c*\n\n- d\n  - e\n\n3. f\n\n> g\n\n```\nh\n```"

    found = blocks(text)

    assert [(each.kind, each.text) for each in found] == [
        (Kind.HEADING, "A"),
        (Kind.PARAGRAPH, "b c"),
        (Kind.BULLET, "d"),
        (Kind.BULLET, "e"),
        (Kind.NUMBER, "f"),
        (Kind.QUOTE, "g"),
        (Kind.CODE, "h"),
    ]
    assert [each.depth for each in found] == [0, 0, 0, 1, 0, 0, 0]
    assert found[4].number == 3


def test_runs_tell_how_words_look():
    (block,) = blocks("a **b *c*** `d` [e](https://a.example)")

    looks = [(r.text, r.is_bold, r.is_italic, r.is_code, r.link) for r in block.runs]
    assert looks == [
        ("a ", False, False, False, None),
        ("b ", True, False, False, None),
        ("c", True, True, False, None),
        (" ", False, False, False, None),
        ("d", False, False, True, None),
        (" ", False, False, False, None),
        ("e", False, False, False, "https://a.example"),
    ]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "data:,x", "/r"])
def test_links_lead_only_to_the_web_and_to_mail(address):
    (block,) = blocks(f"[a]({address})")

    assert [run.link for run in block.runs] == [None] * len(block.runs)


def test_html_is_text_and_a_picture_its_words():
    assert kinds("<b>x</b> ![y](https://a.example/z.png)") == [(Kind.PARAGRAPH, "<b>x</b> y")]
