"""The colours of every mark: the same thing has the same colour on every chart.

Each colour stands out by at least 3 : 1 from the light and from the dark page (WCAG 1.4.11), so a
figure is right in both themes without being drawn twice; only its words change with the theme.
The set stays apart for colour-blind eyes, and no chart tells things apart by colour alone.
"""

from __future__ import annotations

YOU = "#2A9A69"
"""The person: their estimate, their pay, their processes."""

MARKET = "#4285F0"
"""What public data says of the market."""

EVENT = "#BF4D2E"
"""Something that happened or was named: a layoff, an offer."""

FORECAST = "#B960B6"
"""What is expected next."""

NOTE = "#A4840A"
"""What deserves a second look."""

NEUTRAL = "#7E858C"
"""Comparisons and context: the average worker, the end of a process."""

CATEGORICAL = (YOU, MARKET, EVENT, FORECAST, NOTE, NEUTRAL)
"""Order in which unnamed categories are coloured; equals the theme's chart colours."""

TEXT = {"light": "#3F464A", "dark": "#C3CAC8"}
"""Colour of the words in figures, by theme: secondary text keeps 4.5 : 1 even at
``template.MUTED_OPACITY``, and should the theme change under a figure, it can still be made out."""


def faded(colour: str, opacity: float) -> str:
    """Return ``colour`` (``#RRGGBB``) as an rgba() text with ``opacity`` between 0 and 1."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity:g})"
