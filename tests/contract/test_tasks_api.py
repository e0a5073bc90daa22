"""Tasks over the wire."""

from gofigr_jupyter.ids import new_id
from gofigr_jupyter.service.domain import tasks
from gofigr_jupyter.service.domain.tasks import TaskKind


def test_tasks_are_listed_shown_and_canceled(api, site, ann, bob):
    later = site.database.read(lambda tx: tx.now) + 10**12
    task = site.database.write(
        lambda tx: tasks.request(tx, TaskKind.SWEEP, by=ann.actor, due=later)
    )
    path = f"tasks/{task.id}/"

    listed = api.get("tasks/", by=ann).json()
    shown = api.get(path, by=ann).json()
    canceled = api.post(f"{path}cancel/", by=ann)

    assert listed == [shown]
    assert (shown["kind"], shown["state"], shown["progress"]) == ("sweep", "waiting", 0)
    assert (canceled.status_code, canceled.json()["state"]) == (200, "canceled")
    assert api.post(f"{path}cancel/", by=ann).status_code == 409
    assert api.get("tasks/", by=bob).json() == []
    assert [api.get(path, by=by).status_code for by in (bob, None)] == [403, 401]
    assert api.get(f"tasks/{new_id()}", by=ann).status_code == 404


def test_staff_see_the_tasks_of_the_service(api, site, ann):
    chief = site.user("chief", is_staff=True)
    later = site.database.read(lambda tx: tx.now) + 10**12
    task = site.database.write(lambda tx: tasks.request(tx, TaskKind.SWEEP, due=later))

    assert [t["api_id"] for t in api.get("tasks/", by=chief).json()] == [task.id]
    assert api.get("tasks/", by=ann).json() == []
