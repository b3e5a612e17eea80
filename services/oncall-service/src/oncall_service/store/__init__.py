"""Tables and queries: the only SQLAlchemy of the service."""
