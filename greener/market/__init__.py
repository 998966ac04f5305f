"""The public half: one read-only DuckDB generation and the questions asked of it."""
