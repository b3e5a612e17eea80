"""Who is on call: people, teams, schedules, escalation policies, sign-in and keys."""
