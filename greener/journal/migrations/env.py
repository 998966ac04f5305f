"""Run the migrations on the connection that ``greener.journal.store.migrate`` hands over."""

from alembic import context

from greener.journal.store.tables import owner

# The metadata lends its naming convention, so that constraints have the same names everywhere.
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=owner.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
