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
QUESTIONS_2021 = {
    "Industry": "What industry do you work in?",
    "Job title": "Job title",
    "Annual salary (gross)": "What is your annual salary? (You'll indicate the currency in a later "
    "question. If you are part-time or hourly, please enter an annualized equivalent.)",
    "Currency": "Please indicate the currency",
    "Currency - other": 'If "Other," please indicate the currency here: ',
    "Country": "What country do you work in?",
    "State": "If you're in the U.S., what state do you work in?",
    "City": "What city do you work in?",
    "Years of experience, overall": "How many years of professional work experience do you have "
    "overall?",
    "Years of experience in field": "How many years of professional work experience do you have in "
    "your field?",
    "Highest level of education completed": "What is your highest level of education completed?",
}
"""Column of 2023 → the question of 2021; "Functional area of job" and the like were not asked."""
TITLES = {"Software Engineer": 11.9, "Registered Nurse": 11.4, "Librarian": 11.0, "Cook": 10.4}
STATES = {"California": 0.15, "Texas": 0.0, "Ohio": -0.1}
YEARS = {"2 - 4 years": -0.15, "5-7 years": 0.0, "11 - 20 years": 0.2}
INDUSTRIES = ("Computing or Tech", "Health care", "Nonprofits")
NEW_WORDS = {
    "Computing or Tech": "Computing/Technology",
    "Health care": "Health care",
    "Nonprofits": "Charities & nonprofits",
}
"""The industry as the later survey words it."""
NOISE_SD = 0.2


def write_survey(
    path: Path,
    n: int,
    *,
    seed: int,
    day: str = "4/11/2023",
    growth: float = 0.0,
    is_of_2021: bool = False,
):
    """Write ``n`` answers around the truth, carried by ``growth`` in log pay.

    The layout is that of 2023 (thousands apart, the functional area beside the industry), or of
    2021: questions as headers.
    """
    random = np.random.default_rng(seed)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, HEADER, restval="", extrasaction="ignore")
        if is_of_2021:
            asked = {"Timestamp": "Timestamp", **QUESTIONS_2021}
            csv.writer(file).writerow(asked.values())
            writer = csv.DictWriter(file, asked, restval="", extrasaction="ignore")
        else:
            writer.writeheader()
        for _ in range(n):
            title = random.choice(list(TITLES))
            state = random.choice(list(STATES))
            years = random.choice(list(YEARS))
            of_industry = random.choice(INDUSTRIES)
            centre = TITLES[title] + STATES[state] + YEARS[years] + growth
            pay = round(float(np.exp(random.normal(centre, NOISE_SD))))
            writer.writerow(
                {
                    "Timestamp": f"{day} {random.integers(0, 24)}:00:00",
                    "Industry": of_industry if is_of_2021 else NEW_WORDS[of_industry],
                    "Job title": title,
                    "Annual salary (gross)": f"{pay}" if is_of_2021 else f"{pay:,}",
                    "Functional area of job": random.choice(("Engineering", "Administration")),
                    "Remote or on-site?": random.choice(("Fully remote", "Hybrid", "On-site")),
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
