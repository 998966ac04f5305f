"""Answers: pure functions from records and frames to an Estimate; no store, no HTTP, no pages."""
