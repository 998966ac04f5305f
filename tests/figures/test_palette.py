"""Colours stand out in both themes, stay apart for colour-blind eyes, and are the theme's own."""

import itertools
import tomllib
from pathlib import Path

import numpy as np
import pytest

from greener.figures.palette import CATEGORICAL, TEXT, faded
from greener.figures.template import MUTED_OPACITY

CONFIG = Path(__file__).resolve().parents[2] / ".streamlit" / "config.toml"
THEME = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"]

# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
DEFICIENCIES = {
    "none": np.eye(3),
    "protan": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deutan": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritan": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}


def linear(colour: str) -> np.ndarray:
    channels = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    return float(linear(colour) @ [0.2126, 0.7152, 0.0722])


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def lab(rgb: np.ndarray) -> np.ndarray:
    to_xyz = np.array(
        [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    )
    white = np.array([0.95047, 1.0, 1.08883])
    ratio = np.clip(to_xyz @ np.clip(rgb, 0, 1) / white, 1e-9, None)
    f = np.where(ratio > 0.008856, np.cbrt(ratio), 7.787 * ratio + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("colour", CATEGORICAL)
def test_marks_stand_out_from_page_and_panel(colour: str, mode: str):
    assert contrast(colour, THEME[mode]["backgroundColor"]) >= 3
    assert contrast(colour, THEME[mode]["secondaryBackgroundColor"]) >= 3


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("role", ["textColor", "linkColor", "grayTextColor"])
def test_text_can_be_read_on_page_and_panel(role: str, mode: str):
    for ground in ("backgroundColor", "secondaryBackgroundColor"):
        assert contrast(THEME[mode][role], THEME[mode][ground]) >= 4.5


def blend(ink: str, ground: str, opacity: float) -> str:
    channels = [
        round(opacity * int(ink[i : i + 2], 16) + (1 - opacity) * int(ground[i : i + 2], 16))
        for i in (1, 3, 5)
    ]
    return "#" + "".join(f"{channel:02X}" for channel in channels)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_words_in_figures_and_captions_can_be_read(mode: str):
    for ground in (THEME[mode]["backgroundColor"], THEME[mode]["sidebar"]["backgroundColor"]):
        assert contrast(blend(TEXT[mode], ground, MUTED_OPACITY), ground) >= 4.5
        assert contrast(blend(THEME[mode]["textColor"], ground, 0.6), ground) >= 4.5


def test_the_accent_can_be_read_as_text_and_under_white_where_buttons_have_it():
    assert contrast("#FFFFFF", THEME["light"]["primaryColor"]) >= 4.5
    for mode in ("light", "dark"):
        ground, accent = THEME[mode]["backgroundColor"], THEME[mode]["primaryColor"]
        assert contrast(accent, blend(accent, ground, 0.1)) >= 4.5


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_colours_that_meet_on_a_chart_stay_apart(deficiency: str):
    seen = [lab(DEFICIENCIES[deficiency] @ linear(colour)) for colour in CATEGORICAL]
    distances = [np.linalg.norm(one - other) for one, other in itertools.combinations(seen, 2)]
    assert min(distances) > 14


def test_the_theme_has_the_same_chart_colours():
    assert tuple(THEME["chartCategoricalColors"]) == CATEGORICAL


def test_nothing_in_the_theme_is_fetched():
    assert "://" not in CONFIG.read_text(encoding="utf-8")


def test_faded_keeps_the_colour():
    assert faded("#2A9A69", 0.25) == "rgba(42,154,105,0.25)"
