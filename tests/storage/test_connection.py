"""Statements that SQLAlchemy writes and the driver runs give what their columns promise."""

import pytest
from sqlalchemy import bindparam, exists, func, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from gofigr_jupyter.errors import Conflict
from gofigr_jupyter.ids import new_id
from gofigr_jupyter.service.domain import users
from gofigr_jupyter.service.domain.model import Level
from gofigr_jupyter.service.storage.driver.connection import _prepared
from gofigr_jupyter.service.storage.engine import open_database
from gofigr_jupyter.service.storage.tables import blobs, members, prefixes
from gofigr_jupyter.service.storage.tables import users as user_table


def ask(database, work):
    return database.write(lambda tx: work(tx.users.connection))


@pytest.fixture
def ann(database):
    return database.write(lambda tx: users.create_user(tx, username="ann", email=""))


def test_columns_come_as_what_they_stand_for(database, ann):
    query = select(user_table.c.username, user_table.c.is_active, members.c.level).join(members)

    row = ask(database, lambda c: c.execute(query)).one()

    assert (row.username, row.is_active, row.level) == ("ann", True, Level.OWNER)


def test_an_answer_of_yes_or_no_is_one(database, ann):
    there = ask(database, lambda c: c.execute(select(exists().where(members.c.level == "owner"))))
    missing = ask(database, lambda c: c.execute(select(exists().where(members.c.level == "x"))))

    assert (there.scalar_one(), missing.scalar_one()) == (True, False)


@pytest.mark.parametrize(("names", "found"), [(["ann", "bob"], ["ann"]), ([], []), (["x"], [])])
def test_a_list_can_have_any_length(database, ann, names, found):
    query = select(user_table.c.username).where(
        user_table.c.username.in_(bindparam("names", expanding=True))
    )

    assert ask(database, lambda c: c.execute(query, {"names": names}).scalars()) == found


def test_values_in_a_statement_and_beside_it_go_together(database):
    some = [{"hash": hash, "size_bytes": 1, "created": 5} for hash in ("a", "b", "c")]
    grow = update(blobs).where(blobs.c.hash == "b", blobs.c.created == bindparam("at"))

    def work(connection):
        connection.execute(insert(blobs), some)
        changed = connection.execute(grow.values(size_bytes=9), {"at": 5}).rowcount
        total = select(func.sum(blobs.c.size_bytes))
        return changed, connection.execute(total).scalar_one()

    assert ask(database, work) == (1, 11)


def test_an_insert_can_be_given_different_columns(database):
    row = {"prefix": "abc", "user_id": new_id(), "created": 1}

    def work(connection):
        connection.execute(insert(prefixes), row)
        connection.execute(insert(prefixes).values(**{**row, "prefix": "xyz"}))
        return connection.execute(select(prefixes.c.prefix).order_by(prefixes.c.prefix)).scalars()

    assert ask(database, work) == ["abc", "xyz"]


def test_what_the_driver_refuses_is_told_as_sqlalchemy_would(database):
    def twice(connection):
        row = {"prefix": "abc", "user_id": new_id(), "created": 1}
        connection.execute(insert(prefixes), row)
        with pytest.raises(IntegrityError):
            connection.execute(insert(prefixes), row)
        raise Conflict("seen")

    with pytest.raises(Conflict, match="seen"):
        ask(database, twice)
    with pytest.raises(Exception, match="nowhere") as caught:
        ask(database, lambda c: c.run("SELECT * FROM nowhere"))
    assert isinstance(caught.value.__cause__, DBAPIError)


def test_databases_of_one_kind_share_what_is_compiled(database, database_url):
    query = select(user_table.c.username).where(user_table.c.email == "ann@example.org")
    other = open_database(database_url)

    first = ask(database, lambda c: _prepared(query, c.dialect, None))
    second = ask(other, lambda c: _prepared(query, c.dialect, None))
    other.close()

    assert second.form is first.form
