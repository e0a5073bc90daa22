"""The PostgreSQL fixture gives each test an empty database of its own."""

import psycopg
import pytest
from postgresql import postgresql_server, postgresql_url  # noqa: F401

pytestmark = pytest.mark.postgresql


@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_has_an_empty_database(postgresql_url, turn):  # noqa: F811
    with psycopg.connect(postgresql_url.replace("+psycopg", "")) as connection:
        connection.execute("CREATE TABLE mine (number int)")

        count = connection.execute(
            "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'"
        ).fetchone()

    assert count == (1,)
