"""One module per source; the registry lists them in their order."""
