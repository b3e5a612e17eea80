-- One incident of the past with its alert, its page and its timeline, all of it resolved: no worker has anything to do
-- for it. Written by the owner, because no API takes an instant of the past for what people did.
--
-- Parameters: service, severity, title, at (when it opened), acknowledged_after and resolved_after (seconds, the first
-- null where nobody acknowledged it), occurrences, note (or null), person_id, person_name, person_email.
WITH given AS (
    SELECT
        uuidv7(%(at)s::timestamptz - clock_timestamp()) AS incident_id,
        uuidv7(%(at)s::timestamptz - clock_timestamp()) AS alert_id,
        uuidv7(%(at)s::timestamptz - clock_timestamp()) AS page_id,
        uuidv7(%(at)s::timestamptz - clock_timestamp()) AS notification_id,
        uuidv7(%(at)s::timestamptz - clock_timestamp()) AS note_id,
        %(at)s::timestamptz AS at,
        %(at)s::timestamptz + make_interval(secs => %(acknowledged_after)s::float8) AS acknowledged_at,
        %(at)s::timestamptz + make_interval(secs => %(resolved_after)s::float8) AS resolved_at,
        jsonb_build_object('id', %(person_id)s, 'name', %(person_name)s, 'email', %(person_email)s) AS person,
        '[' || %(severity)s || '] ' || %(service)s || ': ' || %(title)s AS subject,
        oncall.routing(%(service)s) AS route
), incident AS (
    INSERT INTO incidents.incidents (
        id, title, service, severity, status, priority, team, origin, assignee_id, assignee_name, assignee_email,
        alert_count, version, correlation_key, last_alert_at, auto_resolve, created_at, acknowledged_at, resolved_at,
        mtta_seconds, mttr_seconds)
    SELECT
        incident_id, %(title)s, %(service)s, %(severity)s, 'resolved',
        'P' || array_position(ARRAY['critical', 'high', 'medium', 'low', 'info'], %(severity)s), route ->> 'team',
        'alert', %(person_id)s::uuid, %(person_name)s, %(person_email)s, %(occurrences)s, 3,
        %(service)s || '|' || %(severity)s, at, true, at, acknowledged_at, resolved_at,
        coalesce(%(acknowledged_after)s::float8, %(resolved_after)s::float8), %(resolved_after)s::float8
    FROM given
), escalation AS (
    INSERT INTO incidents.escalations (incident_id, policy, step, cycle, state)
    SELECT incident_id, route, 1, 1, 'stopped' FROM given
), alert AS (
    INSERT INTO alerts.alerts (
        id, incident_id, fingerprint, service, severity, message, status, source, labels, occurrences, received_at,
        last_seen_at, resolved_at)
    SELECT
        alert_id, incident_id, encode(sha256(convert_to(%(service)s || '|' || %(title)s, 'UTF8')), 'hex'), %(service)s,
        %(severity)s, %(title)s, 'resolved', 'demo', '{}', %(occurrences)s, at, resolved_at, resolved_at
    FROM given
), page AS (
    INSERT INTO incidents.pages (
        id, incident_id, kind, episode, cycle, step, recipient_key, recipient, subject, message, created_at, due_at,
        handed_over_at, attempts)
    SELECT
        page_id, incident_id, 'page', 1, 1, 1, 'user:' || %(person_id)s, person, subject, %(title)s, at, at,
        at + interval '1 second', 1
    FROM given
), notification AS (
    INSERT INTO notify.notifications (
        id, page_id, incident_id, kind, channel, recipient, destination, topic, step, cycle, status, subject, message,
        created_at, due_at, sent_at, attempt_count)
    SELECT
        notification_id, page_id, incident_id, 'page', 'log', %(person_email)s, 'log', %(service)s, 1, 1, 'delivered',
        subject, %(title)s, at + interval '1 second', at + interval '1 second', at + interval '1 second', 1
    FROM given
), attempt AS (
    INSERT INTO notify.attempts (notification_id, number, started_at, duration_ms, outcome)
    SELECT notification_id, 1, at + interval '1 second', 3, 'delivered' FROM given
), note AS (
    INSERT INTO incidents.notes (id, incident_id, content, author, created_at)
    SELECT note_id, incident_id, %(note)s, %(person_email)s, resolved_at - interval '30 seconds'
    FROM given WHERE %(note)s IS NOT NULL
)
INSERT INTO incidents.timeline (incident_id, type, actor, at, data)
SELECT incident_id, entry.type, entry.actor, entry.at, entry.data
FROM given,
    LATERAL (
        VALUES
            (1, 'created', 'system', at, '{}'::jsonb),
            (2, 'alert_attached', 'system', at,
                jsonb_build_object('source', 'demo', 'message', %(title)s, 'alert_id', alert_id)),
            (3, 'assigned', 'system', at, jsonb_build_object('to', person)),
            (4, 'paged', 'system', at, jsonb_build_object(
                'step', 1, 'cycle', 1, 'reason', 'opened', 'page_id', page_id, 'recipient', person)),
            (5, 'delivered', 'system', at + interval '1 second', jsonb_build_object(
                'channel', 'log', 'recipient', %(person_email)s, 'notification_id', notification_id)),
            (6, 'status_changed', %(person_email)s, acknowledged_at, '{"from": "open", "to": "acknowledged"}'::jsonb),
            (7, 'note', %(person_email)s, resolved_at - interval '30 seconds',
                jsonb_build_object('note_id', note_id, 'content', %(note)s)),
            (8, 'status_changed',
                CASE WHEN acknowledged_at IS NULL THEN 'system' ELSE %(person_email)s END, resolved_at,
                jsonb_build_object(
                    'from', CASE WHEN acknowledged_at IS NULL THEN 'open' ELSE 'acknowledged' END, 'to', 'resolved'))
    ) AS entry (place, type, actor, at, data)
WHERE entry.at IS NOT NULL AND (entry.type <> 'note' OR %(note)s IS NOT NULL)
ORDER BY entry.place
