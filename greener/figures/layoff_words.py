"""What each chart of the layoff list says, in one sentence computed from its frame."""

from __future__ import annotations

import pandas as pd

from greener.figures.words import count_text, percent_text, period_label
from greener.market.us_states import state_name

FEWEST_COMPANIES = 10
"""A stage with fewer companies is not compared: one company more would change its place."""

CATCH_ALL = frozenset({"Other", "Unknown", "Not known"})
"""Names of what fits no group: no finding speaks of them, and a chart draws them last."""


def unknown_sizes_text(events: int, events_size_unknown: int) -> str:
    """Return how many events stand beside a sum of known counts."""
    return f"{count_text(events)} events, {count_text(events_size_unknown)} of unknown size"


def over_time_finding(frame: pd.DataFrame, grain: str) -> str:
    """Return the latest whole period beside the highest one.

    Args:
        frame: Rows of ``layoffs.over_time``.
        grain: The same grain.
    """
    whole = frame[frame["is_complete"]]
    if not whole["people_known"].any():
        return "No layoffs of known size are listed here"
    peak = whole.iloc[int(whole["people_known"].argmax())]
    last = whole.iloc[-1]
    peak_text = f"{count_text(peak['people_known'])} in {period_label(peak['period'], grain)}"
    if peak["period"] == last["period"]:
        return f"The latest {grain} is the highest listed: {peak_text}"
    return (
        f"{count_text(last['people_known'])} people in {period_label(last['period'], grain)}, "
        f"the last whole {grain}; the most were {peak_text}"
    )


def groups_finding(frame: pd.DataFrame, what: str) -> str:
    """Return which named group holds the most people, and how large a part of those known.

    Args:
        frame: A row a group, most people first, with group and people_known.
        what: What a group is, in the plural ("industries").
    """
    total = frame["people_known"].sum()
    if not total:
        return f"No layoffs of known size are listed in these {what}"
    named = frame[~frame["group"].isin(CATCH_ALL)]
    first = (frame if named.empty else named).iloc[0]
    if len(frame) == 1:
        return f"{first['group']}: {count_text(first['people_known'])} people"
    return (
        f"Most people: {first['group']}, {count_text(first['people_known'])}, "
        f"{percent_text(first['people_known'] / total)} of those known"
    )


def layoff_states_finding(frame: pd.DataFrame) -> str:
    """Return which US state holds the most people, and how many events have no known state.

    Args:
        frame: Rows of ``layoffs.by_state``.
    """
    placed = frame[frame["state"] != ""]
    if not placed["people_known"].sum():
        return "No layoffs of known size and place are listed here"
    share = placed.iloc[0]["people_known"] / frame["people_known"].sum()
    text = (
        f"Of the people known in the US, {percent_text(share)} were let go by firms that sit in "
        f"{state_name(placed.iloc[0]['state'])}"
    )
    events = frame["events"].sum()
    unplaced = events - placed["events"].sum()
    if not unplaced:
        return text
    return (
        f"{text}; the state of {count_text(unplaced)} of {count_text(events)} events is not known"
    )


def comparable_stages(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the stages with companies enough to compare, from the youngest to the listed.

    Args:
        frame: Rows of ``layoffs.by_stage``.
    """
    is_known = (frame["stage"] != "Unknown") & (frame["companies"] >= FEWEST_COMPANIES)
    return frame[is_known].sort_values("stage", key=lambda stage: stage.map(_stage_place))


def _stage_place(stage: str) -> tuple[int, str]:
    place = {"Seed": 0, "Post-IPO": 3}
    return place.get(stage, 1 if stage.startswith("Series ") else 2), stage


def stages_finding(frame: pd.DataFrame) -> str:
    """Return at which funding stages companies are listed again most and least often.

    Args:
        frame: Rows of ``comparable_stages``.
    """
    if len(frame) < 2:
        return "Too few companies of a known stage are listed here to compare stages"
    share = (frame["companies_listed_again"] / frame["companies"]).set_axis(frame["stage"])
    return (
        f"Listed more than once: {percent_text(share.max())} of the companies at stage "
        f"{share.idxmax()}, {percent_text(share.min())} at {share.idxmin()}"
    )


def company_finding(company: pd.Series) -> str:
    """Return what the list holds of one company.

    Args:
        company: One row of ``layoffs.companies``.
    """
    times = "once" if company["events"] == 1 else f"{count_text(company['events'])} times"
    parts = [f"{company['company_name']} is listed {times}"]
    if company["events"] > 1:
        parts.append(f"last in {company['last_event_month']:%b %Y}")
    else:
        parts.append(f"in {company['last_event_month']:%b %Y}")
    if company["events_size_unknown"] < company["events"]:
        parts.append(f"{count_text(company['people_known'])} people known")
    else:
        parts.append("how many people is not known")
    if company["has_shut_down"]:
        parts.append("it shut down")
    return ", ".join(parts)


def recurrence_finding(within: pd.Series | None, stage: str, months: int) -> str:
    """Return how often companies of a stage are listed again within some months.

    Args:
        within: Row of ``recurrence.listed_again_within``; None when there is none.
        stage: The stage, or "All".
        months: Months after the first listing.
    """
    who = "companies" if stage == "All" else f"companies at stage {stage}"
    if within is None:
        return f"No {who} were listed again yet"
    text = f"{percent_text(within['listed_again_share'])} of {who} are listed again within "
    text += f"{months} months"
    if pd.notna(within["low"]) and pd.notna(within["high"]):
        text += f" (80% interval {percent_text(within['low'])} to {percent_text(within['high'])})"
    return text


def headlines_finding(listed: pd.DataFrame, jolts: pd.DataFrame) -> str:
    """Return how much of all US layoffs the list holds, in the last month that both know.

    Args:
        listed: Rows of ``layoffs.over_time`` by month, for the US.
        jolts: Columns month, level_thousands and layoff_rate_monthly_pct (missing where unknown).
    """
    both = listed[listed["is_complete"]].merge(jolts, left_on="period", right_on="month")
    if both.empty:
        return "The list and the survey have no month in common"
    last = both.iloc[-1]
    everyone = 1000 * last["level_thousands"]
    of_jobs = _of_all_jobs(jolts, last["period"])
    return (
        f"In {last['period']:%b %Y} {count_text(everyone)} people in the US were laid off or "
        f"discharged{of_jobs}; the list has {count_text(last['people_known'])}, "
        f"{1000 * last['people_known'] / everyone:.0f} for every 1,000 of them"
    )


def _of_all_jobs(jolts: pd.DataFrame, month: pd.Timestamp) -> str:
    known = jolts[jolts["month"] <= month].dropna(subset="layoff_rate_monthly_pct")
    if known.empty:
        return ""
    newest = known.iloc[-1]
    when = "" if newest["month"] == month else f" in {newest['month']:%b %Y}, the newest rate"
    return f" ({newest['layoff_rate_monthly_pct']:.1f}% of all jobs{when})"


def then_and_now_finding(published: int, today: int) -> str:
    """Return how far today's list lies from a total that was published then."""
    if today == published:
        return f"The list says today what was published then: {count_text(published)}"
    side = "more" if today > published else "fewer"
    return (
        f"The list says {count_text(today)} today, {percent_text(abs(today / published - 1))} "
        f"{side} than the {count_text(published)} published then"
    )


def then_and_now_reasons(row: pd.Series) -> tuple[str, ...]:
    """Return why a total published earlier and today's list differ, with what is known of each.

    Args:
        row: Row of ``layoff_totals.known_between``.
    """
    reasons = [
        "The two lists follow different firms: the published one technology companies that its "
        "reporters knew of, this one any listed firm, retailers and banks among them. Of today's "
        f"sum {count_text(row['people_us'])} people were in the US.",
        "A published total is a floor of that day; rows were added and corrected afterwards.",
    ]
    if pd.isna(row["people_added_later"]):
        reasons.append(
            "How much was added later is not known from the sample; a full load of the list says "
            f"it. Whole months are counted, to {row['counted_to']:%d %B %Y}."
        )
    else:
        reasons.append(
            f"{count_text(row['events_added_later'])} of the {count_text(row['events'])} events, "
            f"with {count_text(row['people_added_later'])} people, were entered after that day; "
            "corrections of earlier rows carry no date, so their part is not known."
        )
    reasons.append(
        f"Both leave out what nobody counted: {count_text(row['events_size_unknown'])} events of "
        "unknown size here."
    )
    return tuple(reasons)
