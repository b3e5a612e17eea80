"""The life of incidents: timeline, assignment, escalation."""
