"""The person's half: records, their validation, and the store that keeps them."""
