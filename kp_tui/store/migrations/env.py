"""Alembic's entry: the migrations run on the connection that `upgrade` opened, in its transaction."""

from alembic import context

from kp_tui.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
    render_item=context.config.attributes.get("render_item"),
)
context.run_migrations()
