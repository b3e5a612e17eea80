"""A private PostgreSQL, sinks and real processes, for local mode and for tests."""
