"""Figures: a frame or an Estimate in, a plotly Figure out, all from one template."""
