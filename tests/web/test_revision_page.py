"""What the page of a revision shows."""

import re
from html import unescape

import pictured_files as files
import pytest

PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89\0\0\0\nIDATx\x9cc"
    b"\0\1\0\0\5\0\1\r\n-\xb4\0\0\0\0IEND\xaeB`\x82"
)
PICTURE = ("figure", "image", {"format": "png", "is_watermarked": False}, PNG)
CELL = ("Jupyter Cell", "code", {"language": "Python"}, b"plt.plot([1, 2])  # <b>bold</b>")
METADATA = {
    "notebook_name": "penguins.ipynb",
    "notebook_path": "/home/ann/penguins.ipynb",
    "backend": "matplotlib",
    "git": {"commit": "a1b2c3d4e5f6a7b8", "branch": "main", "dirty": True},
    "provenance": {
        "cell": {"id": "c1", "execution_count": 7, "slot": 0},
        "environment": {
            "python": "3.11.7",
            "platform": "Linux-6.1",
            "locale": "de_DE.UTF-8",
            "time_zone": "Europe/Berlin",
            "processors": 8,
            "gpus": ["Card 1"],
            "variables": {"OMP_NUM_THREADS": "4"},
        },
        "seeds": [{"call": "np.random.seed", "value": "42", "execution_count": 3}],
        "seen": {"count": 2, "last": "2026-01-02T03:04:05+00:00"},
    },
}


def text_of(response):
    """What a reader sees: the page without its tags."""
    body = re.sub(r"<(script|style).*?</\1>", "", response.text.split("<body>")[1], flags=re.S)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


@pytest.fixture
def kept(site, ann):
    packages = b"numpy==2.0\npandas==2.2"
    return site.revision(
        ann,
        site.figure(ann),
        PICTURE,
        CELL,
        ("installed packages", "text", {"format": "requirements"}, packages),
        ("plotted data", "dataframe", {"format": "parquet"}, b"PAR1" * 300),
        ("notes", "file", {"path": "docs/notes.docx"}, b"x" * 2_500_000),
        metadata=METADATA,
        short_id="Ab3dE9xk1",
    )


def test_the_page_tells_what_was_kept_and_where_it_came_from(ann_browser, kept):
    response = ann_browser.get("/r/Ab3dE9xk1")

    text = text_of(response)
    assert response.status_code == 200
    for told in [
        "ann's workspace penguins",
        "Bill length by species Revision 1 of 1 kept by you just now",
        "seen again once, last",
        "Ab3dE9xk1",
        "In [7] plt . plot",
        "plotted data.parquet table, parquet 1.2 kB",
        "notes.docx file 2.5 MB",
        "Python 3.11.7",
        "Locale de_DE.UTF-8 Time zone Europe/Berlin Processors 8 GPU Card 1",
        "Variables OMP_NUM_THREADS=4 Random seeds np.random.seed 42",
        "a1b2c3d4e5f6 on main, with changes that were not committed",
        "2 packages numpy==2.0 pandas==2.2",
        "/home/ann/penguins.ipynb",
    ]:
        assert told in text


@pytest.mark.parametrize("path", ["/r/{}", "/revision/{}"])
def test_a_revision_is_found_by_its_id_too(ann_browser, kept, path):
    assert ann_browser.get(path.format(kept.id)).status_code == 200


def test_links_are_relative_so_that_they_work_behind_a_forwarder(ann_browser, kept):
    page = ann_browser.get("/r/Ab3dE9xk1").text

    links = re.findall(r'(?:href|src|action)="([^"#]+)"', page)

    assert links
    assert all(link.startswith("../") for link in links)


def test_the_picture_is_the_very_bytes_that_were_kept(ann_browser, kept):
    page = ann_browser.get("/r/Ab3dE9xk1").text
    source = re.search(r'<img src="\.\.(/[^"]+)"', page)[1]

    response = ann_browser.get(source)

    assert (response.content, response.headers["content-type"]) == (PNG, "image/png")


def test_revisions_lead_to_each_other(ann_browser, site, ann):
    figure = site.figure(ann)
    for short in ("one", "two", "three"):
        site.revision(ann, figure, PICTURE, short_id=short)

    first, second, third = (ann_browser.get(f"/r/{s}").text for s in ("one", "two", "three"))

    assert re.findall(
        r'<a href="([^"]+)"(?: rel="\w+")?>([^<]*Revision \d[^<]*|Newest »)</a>', first
    ) == [
        ("../r/two", "Revision 2 ›"),
        ("../r/three", "Newest »"),
    ]
    assert 'href="../r/one" rel="prev"' in second
    assert 'href="../r/three" rel="next"' in second
    assert "Newest »" not in second
    assert "Newest revision" in third


def test_somebody_elses_name_is_told(site, ann, ann_browser, kept):
    site.database.write(lambda tx: tx.users.change(ann.user_id, first_name="Ann", last_name="Lee"))
    guest = site.user("guest")
    level = ann_level(site, kept)
    site.database.write(lambda tx: tx.members.put(level(guest)))

    page = ann_browser.get("/r/Ab3dE9xk1", headers={"Authorization": f"Token {site.key(guest)}"})

    assert "kept by Ann Lee" in text_of(page)


def ann_level(site, kept):
    from gofigr_jupyter.service.domain.model import Level, Member

    return lambda actor: Member(
        workspace_id=kept.workspace_id, user_id=actor.user_id, level=Level.VIEWER, joined=1
    )


def test_the_plotly_spec_stands_in_the_page_and_cannot_end_its_element(ann_browser, site, ann):
    spec = b'{"data": [], "layout": {"title": {"text": "</script><script>alert(1)</script>"}}}'
    about = {"format": "json", "mime": "application/vnd.plotly.v1+json"}
    site.revision(ann, site.figure(ann), ("figure", "text", about, spec), short_id="live")

    response = ann_browser.get("/r/live")

    assert "<script>alert" not in response.text
    assert r'"\u003c/script>\u003cscript>alert(1)\u003c/script>"' in response.text
    assert "Download it as JSON" in text_of(response)
    assert "script-src 'self';" in response.headers["content-security-policy"]


def test_a_pdf_is_shown_as_a_picture(ann_browser, site, ann):
    pdf = ("figure", "image", {"format": "pdf"}, files.pdf())
    revision = site.revision(ann, site.figure(ann), pdf, short_id="sheet")

    assert f'<img src="../r/{revision.id}/preview"' in ann_browser.get("/r/sheet").text
    assert ann_browser.get("/r/sheet/preview").headers["content-type"] == "image/png"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ([], "This revision has no picture."),
        ([("figure", "image", {"format": "pickle"}, b"x")], "This figure is a PICKLE picture"),
        (
            [("f", "text", {"mime": "application/vnd.vegalite.v5+json", "format": "json"}, b"{}")],
            "This figure is a Vega-Lite figure",
        ),
    ],
)
def test_what_cannot_be_shown_is_said(ann_browser, site, ann, data, told):
    site.revision(ann, site.figure(ann), *data, short_id="odd")

    assert told in text_of(ann_browser.get("/r/odd"))


@pytest.mark.parametrize("metadata", ["a", [1], 5, {"provenance": 3, "git": [], "backend": {}}])
def test_metadata_of_any_shape_is_shown(ann_browser, site, ann, metadata):
    site.revision(ann, site.figure(ann), metadata=metadata, short_id="odd")

    response = ann_browser.get("/r/odd")

    assert response.status_code == 200
    assert "Everything recorded" in response.text


def test_names_and_code_are_escaped(ann_browser, site, ann):
    figure = site.figure(ann, name="<img src=x onerror=alert(1)>")
    site.revision(
        ann,
        figure,
        ("Jupyter Cell", "code", {"language": "nonsense"}, b"<script>alert(2)</script>"),
        ("<b>x</b>", "file", {"path": '"><script>'}, b""),
        metadata={"notebook_name": "<i>"},
        short_id="evil",
    )

    page = ann_browser.get("/r/evil").text

    assert "<img src=x" not in page
    assert "<script>" not in page
    assert "<i>" not in page


def test_pages_allow_no_inline_script_or_style(ann_browser, kept):
    response = ann_browser.get("/r/Ab3dE9xk1")

    policy = response.headers["content-security-policy"]
    assert "default-src 'none'; script-src 'self'; style-src 'self';" in policy
    assert not re.search(r"\sstyle=|\son\w+=|<style|<script>", response.text)


def test_the_picture_is_told_to_those_who_do_not_see_it(ann_browser, site, ann):
    told = {"alt_text": "Speed. 1 line; x from 0 to 1."}
    site.revision(ann, site.figure(ann), PICTURE, metadata=told, short_id="told")

    assert 'alt="Speed. 1 line; x from 0 to 1."' in ann_browser.get("/r/told").text
