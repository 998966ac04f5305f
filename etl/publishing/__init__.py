"""Makes the next generation from staged loads, and keeps the account of every load."""
