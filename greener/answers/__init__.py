"""Answers: pure functions from records and frames to an Estimate. No store, no HTTP, no Streamlit."""
