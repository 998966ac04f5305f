"""A layoff list drawn from a known hazard, in the shape of ``layoff_event``."""

from datetime import date

import numpy as np
import pandas as pd

START = date(2020, 1, 1)


def month(number: int) -> date:
    return date(START.year + number // 12, number % 12 + 1, 1)


def simulated_list(companies=300, months=48, seed=1, monthly=0.03, us_effect=1.0) -> pd.DataFrame:
    """Draw first listings evenly over two years, then repeats; US firms repeat more often."""
    rng = np.random.default_rng(seed)
    rows = []
    for company in range(companies):
        is_us = rng.random() < 0.5
        first = int(rng.integers(0, min(24, months)))
        hazard = monthly * np.exp(us_effect * (is_us - 0.5))
        again = [m for m in range(first + 1, months) if rng.random() < hazard]
        rows += [(company, m, is_us) for m in (first, *again)]
    frame = pd.DataFrame(rows, columns=["company", "month", "is_us"])
    return listing(
        company_key=frame["company"].map("company {}".format),
        event_date=[month(number) for number in frame["month"]],
        country=np.where(frame["is_us"], "US", "DE"),
        laid_off_count=rng.integers(10, 2_000, len(frame)).astype(float),
        laid_off_share=rng.uniform(0.02, 0.6, len(frame)),
        stage=rng.choice(["Seed", "Series B", "Post-IPO"], len(frame)),
    )


def listing(**columns) -> pd.DataFrame:
    """Return rows of ``layoff_event`` with what is not given unknown."""
    frame = pd.DataFrame(columns)
    defaults = {
        "laid_off_count": np.nan,
        "laid_off_share": np.nan,
        "stage": None,
        "country": None,
        "funds_raised_usd_millions": np.nan,
        "is_counted": True,
    }
    for name, value in defaults.items():
        if name not in frame:
            frame[name] = value
    frame = frame.sort_values("event_date", kind="stable", ignore_index=True)
    frame["event_date"] = pd.to_datetime(frame["event_date"]).dt.date
    frame["event_id"] = range(1, len(frame) + 1)
    frame["company_name"] = frame["company_key"]
    frame["source"] = "layoff_events"
    frame["as_of_date"] = frame["event_date"].max()
    return frame
