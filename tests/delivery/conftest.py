"""The real service, and a deliverer to it."""

import pytest
from keeping import Keeping, embedded


@pytest.fixture
def app(tmp_path):
    with embedded(tmp_path) as app:
        yield app


@pytest.fixture
def keeping(app):
    keeping = Keeping(app)
    yield keeping
    keeping.close()
