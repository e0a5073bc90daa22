"""Downloads: the right bytes, name and type, and nothing that acts in our name."""

import pytest

from gofigr_jupyter.service.domain.model import DataId, DataItem, DataType, JsonText
from gofigr_jupyter.service.surfaces.web.contents import content

SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
HTML = b"<script>document.title = 'x'</script>"


@pytest.fixture
def get(site, ann, ann_browser):
    """Keeps one data object and fetches it."""

    def get(data, *, way="data", **options):
        revision = site.revision(ann, site.figure(ann), data)
        [item] = site.data(revision)
        return ann_browser.get(f"/r/{revision.id}/{way}/{item.id}", **options)

    return get


def test_a_download_is_saved_under_its_name_and_never_run(get):
    response = get(("figure", "image", {"format": "html"}, HTML))

    assert response.content == HTML
    headers = response.headers
    assert headers["content-disposition"].startswith('attachment; filename="figure.html"')
    assert headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in headers["content-security-policy"]


def test_a_large_download_arrives_whole_and_tells_its_size(get):
    data = bytes(range(256)) * 4096

    response = get(("numbers", "file", {"path": "numbers.bin"}, data))

    assert response.content == data
    assert response.headers["content-length"] == "1048576"


def test_a_name_in_any_script_survives(get):
    response = get(("notes", "file", {"path": "C:\\données\\Übersicht 2.docx"}, b"x"))

    assert response.headers["content-disposition"] == (
        "attachment; filename=\"_bersicht 2.docx\"; filename*=UTF-8''%C3%9Cbersicht%202.docx"
    )


def test_an_svg_is_shown_without_its_scripts(get):
    response = get(("figure", "image", {"format": "svg"}, SVG), way="picture")

    assert response.headers["content-type"] == "image/svg+xml"
    policy = response.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "script-src" not in policy
    assert policy.rstrip().endswith("sandbox")


def test_an_html_figure_runs_in_a_frame_of_a_foreign_origin_only(get):
    response = get(("figure", "image", {"format": "html"}, HTML), way="frame")

    policy = response.headers["content-security-policy"]
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert policy.endswith("sandbox allow-scripts")
    assert "connect-src" not in policy
    assert "http" not in policy


@pytest.mark.parametrize("way", ["picture", "frame"])
def test_other_data_is_neither_picture_nor_frame(get, way):
    assert get(("page", "file", {"path": "page.html"}, HTML), way=way).status_code == 404


def test_bytes_that_the_browser_has_are_not_sent_again(site, ann, ann_browser):
    revision = site.revision(ann, site.figure(ann), ("figure", "image", {"format": "png"}, b"a"))
    link = f"/r/{revision.id}/picture/{site.data(revision)[0].id}"
    first = ann_browser.get(link)

    again = ann_browser.get(link, headers={"If-None-Match": first.headers["etag"]})

    assert (again.status_code, again.content) == (304, b"")


def test_data_of_another_revision_is_not_found(site, ann, ann_browser):
    figure = site.figure(ann)
    one = site.revision(ann, figure, ("figure", "image", {"format": "png"}, b"a"))
    other = site.revision(ann, figure, ("figure", "image", {"format": "png"}, b"b"))

    response = ann_browser.get(f"/r/{one.id}/data/{site.data(other)[0].id}")

    assert response.status_code == 404


def test_strangers_get_no_bytes(site, ann, browser):
    revision = site.revision(ann, site.figure(ann), ("figure", "image", {"format": "png"}, b"a"))
    link = f"/r/{revision.id}/data/{site.data(revision)[0].id}"
    guest = site.key(site.user("guest"))

    anonymous = browser.get(link)
    stranger = browser.get(link, headers={"Authorization": f"Token {guest}"})

    assert (anonymous.status_code, stranger.status_code) == (401, 403)


@pytest.mark.parametrize(
    ("type", "name", "metadata", "file_name", "media_type"),
    [
        ("image", "figure", '{"format": "PNG"}', "figure.png", "image/png"),
        ("image", "figure.jpg", '{"format": "jpeg"}', "figure.jpg", "image/jpeg"),
        ("image", None, "{}", "image", "application/octet-stream"),
        ("image", "a", '{"format": "../../x"}', "a.x", "application/octet-stream"),
        ("code", "Jupyter Cell", '{"language": "Python"}', "Jupyter Cell.py", "text/plain"),
        ("code", "x", "[]", "x.txt", "text/plain"),
        ("text", "installed packages", '{"format": "requirements"}', "installed packages.txt", ""),
        ("text", "figure", '{"format": "json"}', "figure.json", "application/json"),
        ("dataframe", "a/b\x00c", '{"format": "csv"}', "a b c.csv", "text/csv"),
        ("file", "n", '{"path": "../../etc/passwd"}', "passwd", "application/octet-stream"),
        ("file", "n", '{"path": ".."}', "n", "application/octet-stream"),
        ("file", "page", '{"path": "a/page.html"}', "page.html", "application/octet-stream"),
    ],
)
def test_names_and_types_of_downloads(type, name, metadata, file_name, media_type):
    item = DataItem(
        id=DataId("d"),
        revision_id="r",
        position=0,
        name=name,
        type=DataType(type),
        metadata=JsonText(metadata),
        hash="h",
        size_bytes=1,
    )

    read = content(item)

    assert read.file_name == file_name
    assert read.media_type.startswith(media_type)
