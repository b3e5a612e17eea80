-- What must never be, whatever died and when: each row of the answer is one such thing.

SELECT 'alert_count is not the sum of occurrences' AS broken, i.id::text AS what
FROM incidents.incidents i
LEFT JOIN (SELECT incident_id, sum(occurrences) AS seen FROM alerts.alerts GROUP BY incident_id) a ON a.incident_id = i.id
LEFT JOIN alerts.archived k ON k.incident_id = i.id
WHERE i.alert_count <> coalesce(a.seen, 0) + coalesce(k.occurrences, 0) AND i.origin = 'alert'

UNION ALL
SELECT 'two incidents take the same alerts', correlation_key
FROM incidents.incidents
WHERE takes_alerts
GROUP BY correlation_key HAVING count(*) > 1

UNION ALL
SELECT 'two pages for one step, person and channel', page_id::text
FROM notify.notifications
WHERE kind = 'page' AND NOT is_bundle
GROUP BY incident_id, page_id, step, cycle, channel, recipient HAVING count(*) > 1

UNION ALL
SELECT 'a page is being sent past its lease', id::text
FROM notify.notifications
WHERE status = 'sending' AND due_at < now() - interval '30 seconds'

UNION ALL
SELECT 'a page is in a bundle that has ended without it', n.id::text
FROM notify.notifications n JOIN notify.notifications b ON b.id = n.bundle_id
WHERE n.status = 'bundled' AND n.sent_at IS NULL AND b.status IN ('sent', 'delivered', 'dead', 'cancelled')

UNION ALL
SELECT 'a page is in a bundle that is not there', n.id::text
FROM notify.notifications n
WHERE n.status = 'bundled' AND NOT EXISTS (SELECT FROM notify.notifications b WHERE b.id = n.bundle_id)

UNION ALL
SELECT 'a session is idle in a transaction', pid::text
FROM pg_stat_activity
WHERE state = 'idle in transaction' AND state_change < now() - interval '30 seconds'
