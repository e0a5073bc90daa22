"""What a browser and a program see when something fails that nobody foresaw."""

from starlette.routing import Route


def broken(request):
    raise RuntimeError("a secret of ours")


def test_a_visitor_sees_a_page_that_tells_nothing_of_the_failure(app, browser, caplog):
    app.router.routes.insert(0, Route("/broken/page", broken))

    response = browser.get("/broken/page")

    assert response.status_code == 500
    assert "<h1>Something failed here</h1>" in response.text
    assert 'href="../static/style.css' in response.text
    assert "default-src 'none'" in response.headers["content-security-policy"]
    assert "secret" not in response.text
    assert "a secret of ours" in caplog.text


def test_a_program_gets_json(app, browser):
    app.router.routes.insert(0, Route("/api/broken", broken))

    response = browser.get("/api/broken")

    assert (response.status_code, response.json()["code"]) == (500, "internal_error")


def test_a_form_sent_to_an_address_that_takes_none_gets_a_page(browser):
    response = browser.post("/r/nothing", {})

    assert response.status_code == 405
    assert "<h1>There is nothing here</h1>" in response.text
