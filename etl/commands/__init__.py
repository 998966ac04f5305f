"""The subcommands of ``python -m etl``, one module each."""
