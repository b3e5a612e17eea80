"""How Alembic runs here: on the connection that `database/migrate.py` opened as the owner, in its transaction."""

from alembic import context

connection = context.config.attributes.get("connection")
if connection is None:
    raise SystemExit("migrations: run `python database/migrate.py`, which takes the lock and makes the logins first")

context.configure(
    connection=connection,
    target_metadata=None,
    version_table_schema="platform",
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
