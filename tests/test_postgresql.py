"""The PostgreSQL fixture gives each test an empty database of its own."""

import psycopg
import pytest
from sqlalchemy import create_engine, text

pytestmark = pytest.mark.postgresql


@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_has_an_empty_database(postgresql_url, turn):
    with psycopg.connect(postgresql_url.replace("+psycopg", "")) as connection:
        connection.execute("CREATE TABLE mine (number int)")

        count = connection.execute(
            "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'"
        ).fetchone()

    assert count == (1,)


@pytest.mark.parametrize("turn", [1, 2])
def test_what_a_test_leaves_is_not_there_in_the_next(database_url, turn):
    engine = create_engine(database_url)
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT name FROM secrets")).all()
        connection.execute(text("INSERT INTO secrets (name, value) VALUES ('a', 'b')"))
        connection.commit()
    engine.dispose()

    assert rows == []
