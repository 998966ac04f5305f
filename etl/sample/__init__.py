"""The sample market: what ships with the project, and how it is built from real files."""
