"""Writes salary surveys of which the truth is known: pay by title, state and years, with noise."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

HEADER = [
    "Timestamp", "How old are you?", "Industry", "Functional area of job", "Job title",
    "Job title - additional context", "Annual salary (gross)", "Additional monetary compensation",
    "Currency", "Currency - other", "Income - additional context", "Country", "State", "City",
    "Remote or on-site?", "Years of experience, overall", "Years of experience in field",
    "Highest level of education completed", "Gender", "Race",
]  # fmt: skip
TITLES = {"Software Engineer": 11.9, "Registered Nurse": 11.4, "Librarian": 11.0, "Cook": 10.4}
STATES = {"California": 0.15, "Texas": 0.0, "Ohio": -0.1}
YEARS = {"2 - 4 years": -0.15, "5-7 years": 0.0, "11 - 20 years": 0.2}
INDUSTRIES = ("Computing or Tech", "Health care", "Nonprofits")
NOISE_SD = 0.2


def write_survey(path: Path, n: int, *, seed: int, day: str = "4/11/2023", growth: float = 0.0):
    """Write ``n`` answers around the truth, carried by ``growth`` in log pay."""
    random = np.random.default_rng(seed)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, HEADER, restval="")
        writer.writeheader()
        for _ in range(n):
            title = random.choice(list(TITLES))
            state = random.choice(list(STATES))
            years = random.choice(list(YEARS))
            centre = TITLES[title] + STATES[state] + YEARS[years] + growth
            writer.writerow(
                {
                    "Timestamp": f"{day} {random.integers(0, 24)}:00:00",
                    "Industry": random.choice(INDUSTRIES),
                    "Job title": title,
                    "Annual salary (gross)": round(float(np.exp(random.normal(centre, NOISE_SD)))),
                    "Currency": "USD",
                    "Country": "USA",
                    "State": state,
                    "City": f"City {random.integers(0, 30)}",
                    "Years of experience, overall": years,
                    "Years of experience in field": years,
                    "Highest level of education completed": "College degree",
                }
            )
    return path
