"""Several processes, and people who are quick: one wins, nobody is paged twice or after an acknowledgement."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

INCIDENTS = 200


def open_many(database, clock) -> list[str]:
    rows = database.login("incident_management").rows(
        "SELECT (incidents.open(n::text, true, 'checkout-api', 'high', 'title ' || n, %s, 'system')).incident_id"
        " FROM generate_series(1, %s) n",
        (clock.now(), INCIDENTS),
    )
    return [str(row["incident_id"]) for row in rows]


def drained(worker) -> None:
    while worker.run_once():
        pass


def test_two_workers_and_people_at_the_same_tick_page_nobody_after_an_acknowledgement_and_everybody_else_once(
    make_app, ana, make_policy, database, clock
) -> None:
    make_policy((300, "ana"), (600, "ben"))
    replicas = [make_app(), make_app()]
    incidents = open_many(database, clock)
    drained(replicas[0].state.escalation_worker)
    clock.advance(timedelta(minutes=5))  # every second step is due at this very tick
    acknowledged = incidents[::2]
    start = threading.Barrier(6)

    def work(app) -> None:
        start.wait()
        drained(app.state.escalation_worker)

    def acknowledge(share: int) -> list[int]:
        start.wait()
        return [ana.patch(incident, status="acknowledged").status_code for incident in acknowledged[share::4]]

    with ThreadPoolExecutor(6) as pool:
        workers = [pool.submit(work, app) for app in replicas]
        people = [pool.submit(acknowledge, share) for share in range(4)]
        assert {status for answers in people for status in answers.result()} == {200}
        for worker in workers:
            worker.result()
    drained(replicas[1].state.escalation_worker)

    late = database.owner.value(
        "SELECT count(*) FROM incidents.timeline paged JOIN incidents.timeline taken USING (incident_id)"
        " WHERE paged.type = 'paged' AND taken.type = 'status_changed' AND paged.id > taken.id"
    )
    assert late == 0
    waiting = database.owner.value(
        "SELECT count(*) FROM incidents.pages JOIN incidents.incidents i ON i.id = incident_id"
        " WHERE kind = 'page' AND i.status <> 'open' AND handed_over_at IS NULL AND cancelled_at IS NULL"
    )
    assert waiting == 0
    second_pages = database.owner.rows(
        "SELECT i.status, count(*) AS pages FROM incidents.pages p JOIN incidents.incidents i ON i.id = p.incident_id"
        " WHERE p.kind = 'page' AND p.step = 2 GROUP BY i.id, i.status"
    )
    still_open = [row["pages"] for row in second_pages if row["status"] == "open"]
    assert still_open == [1] * (INCIDENTS - len(acknowledged))
    assert {row["pages"] for row in second_pages} <= {1}


def test_of_many_who_acknowledge_at_once_one_wins_and_the_others_see_by_whom(app, as_user, ana, make_policy) -> None:
    incident = ana.open()
    start = threading.Barrier(10)

    def acknowledge(_: int):
        start.wait()
        return ana.patch(incident["id"], status="acknowledged")

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(acknowledge, range(10)))
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 9
    refused = next(answer for answer in answers if answer.status_code == 409)
    assert refused.json()["current"]["assigned_to"]["name"] == "Ana"
    assert ana.told(incident["id"]).count("status_changed") == 1


def test_an_alert_that_arrives_while_the_incident_resolves_itself_is_never_on_a_resolved_one(
    make_app, database, clock
) -> None:
    """Ingestion attaches under the incident's lock: whichever comes first, no alert fires on what is over."""
    app = make_app()
    key, at = "db|high", clock.now()
    start = threading.Barrier(2)
    attach = (
        "WITH c AS (SELECT * FROM incidents.correlate(ARRAY[%(key)s], ARRAY['db'], ARRAY['high'], ARRAY['full'],"
        " ARRAY[%(at)s::timestamptz], interval '5 minutes'))"
        " INSERT INTO alerts.alerts (incident_id, fingerprint, service, severity, message, status, received_at,"
        " last_seen_at) SELECT incident_id, %(fingerprint)s, 'db', 'high', 'full', 'firing', %(at)s, %(at)s FROM c"
    )
    ingestion = database.login("alert_ingestion")

    def attach_one(number: int) -> None:
        start.wait()
        while True:
            try:
                ingestion.execute(attach, {"key": key, "at": at, "fingerprint": f"{number:064x}"})
                return
            except Exception as error:
                if getattr(error, "pgcode", None) != "40001":
                    raise

    def resolve(_: int) -> None:
        start.wait()
        drained(app.state.auto_resolve_worker)

    with ThreadPoolExecutor(2) as pool:
        for number in range(40):
            opened = ingestion.rows(
                "SELECT incident_id FROM incidents.correlate(ARRAY[%s], ARRAY['db'], ARRAY['high'], ARRAY['full'],"
                " ARRAY[%s::timestamptz], interval '5 minutes')",
                (key, at),
            )[0]["incident_id"]
            ingestion.execute("UPDATE alerts.alerts SET status = 'resolved', resolved_at = %s", (at,))
            ingestion.execute("SELECT incidents.ask_auto_resolve(ARRAY[%s]::uuid[], %s)", (opened, at))
            both = [pool.submit(attach_one, number), pool.submit(resolve, number)]
            for one in both:
                one.result()
    firing_on_resolved = database.owner.value(
        "SELECT count(*) FROM alerts.alerts a JOIN incidents.incidents i ON i.id = a.incident_id"
        " WHERE a.status = 'firing' AND i.status = 'resolved'"
    )
    assert firing_on_resolved == 0


def test_a_process_that_froze_while_it_held_an_incident_does_not_hold_up_an_acknowledgement(
    ana, make_policy, database
) -> None:
    make_policy((300, "ana"))
    incident = ana.open()
    with database.login("incident_management").connect() as frozen:
        frozen.cursor().execute("SELECT FROM incidents.incidents WHERE id = %s FOR UPDATE", (incident["id"],))
        answer = ana.patch(incident["id"], status="acknowledged")
    assert (answer.status_code, answer.json()["status"]) == (200, "acknowledged")
