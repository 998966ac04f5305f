"""The market pages on the sample: every view, its filters, and the person's own companies on it."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from greener.journal.records import Job, PayKind, PayObservation, ProcessHead, Stage, StageEvent
from greener.journal.store.journal import Journal
from pages.shared import market
from tests.market.small_market import publish
from tests.market.test_jolts import value as rate_row
from tests.market.test_layoffs import EVENTS, MARTS
from tests.pages.helpers import ROOT, TIMEOUT_SECONDS, texts

LAYOFFS, PAY, DEMAND = (f"pages/market/{name}.py" for name in ("layoffs", "pay", "demand"))
VIEWS = [
    (LAYOFFS, "view", "The list", "people in"),
    (LAYOFFS, "view", "The largest", "largest events chosen"),
    (LAYOFFS, "view", "Companies", "Type a company's name"),
    (LAYOFFS, "view", "US notices", "notices in twelve months"),
    (LAYOFFS, "view", "US layoff rates", "Construction laid off the most"),
    (LAYOFFS, "view", "Other counts", "188,000"),
    (PAY, "pay_view", "Places", "the middle half earns"),
    (PAY, "pay_view", "States and metros", "the most of"),
    (PAY, "pay_view", "Occupations", "the median as"),
    (PAY, "pay_view", "Experience", "people who told their experience"),
    (PAY, "pay_view", "Trend", "the median reported for 2025"),
    (PAY, "pay_view", "Remote", "of the reports for 2025 are of remote work"),
    (DEMAND, "demand_view", "Postings", "postings stand"),
    (DEMAND, "demand_view", "Sectors and states", "more postings in Sep 2024 than a year before"),
    (DEMAND, "demand_view", "Remote, AI, pay", "speak of artificial intelligence"),
    (DEMAND, "demand_view", "Claims", "unemployment insurance"),
]


@pytest.fixture
def show():
    def show(script: str, **query: str | list[str]) -> AppTest:
        page = AppTest.from_file(str(ROOT / script), default_timeout=TIMEOUT_SECONDS)
        for name, value in query.items():
            page.query_params[name] = value
        page.run()
        assert not page.exception, page.exception[0].message
        return page

    return show


@pytest.fixture
def employed(journal: Journal) -> Journal:
    """A journal of somebody at Intel who talks to Oracle and to a firm nobody listed."""
    with journal.write() as transaction:
        transaction.save_present_job(
            Job(
                employer="Intel",
                title="Software Developer",
                occupation="15-1252",
                region="TX",
                pay_annual=123_456,
            )
        )
        for company in ("Oracle", "Nowhere <b>Ltd</b>"):
            transaction.add_process(
                ProcessHead(company=company),
                [StageEvent(occurred_on=date(2026, 1, 5), stage=Stage.APPLIED)],
                [
                    PayObservation(
                        observed_on=date(2026, 1, 6),
                        company=company,
                        kind=PayKind.QUOTE,
                        low=150_000,
                        high=150_000,
                        currency="USD",
                    )
                ],
            )
    return journal


@pytest.fixture
def abroad(journal: Journal) -> Journal:
    """A journal of somebody in Berlin who is paid in euros."""
    with journal.write() as transaction:
        transaction.save_present_job(
            Job(
                employer="Zalando",
                title="Software Developer",
                occupation="15-1252",
                country="DE",
                currency="EUR",
                pay_annual=83_333,
                industry="51",
            )
        )
    return journal


@pytest.mark.parametrize(
    ("script", "query", "key", "chosen"),
    [
        (PAY, {}, "pay_country", "DE"),
        (PAY, {"pay_view": "Trend"}, "pay_country", "DE"),
        (PAY, {"pay_view": "Remote"}, "pay_country", "DE"),
        (DEMAND, {}, "compare", ["DE"]),
        (DEMAND, {"demand_view": "Remote, AI, pay"}, "compare", ["DE"]),
    ],
)
def test_the_persons_own_country_stands_first_and_in_no_address(
    script, query, key, chosen, show, abroad
):
    page = show(script, **query)
    widgets = [*page.selectbox, *page.multiselect]
    assert next(each for each in widgets if each.key == key).value == chosen
    assert set(page.query_params) == set(query)
    assert "United States" not in texts(page)


@pytest.mark.parametrize(("country", "is_drawn"), [("Germany", True), ("United States", False)])
def test_own_pay_stands_beside_pay_of_its_own_country_only(country, is_drawn, show, abroad):
    page = show(PAY, pay_view="Trend", pay_country=country)
    assert ("You $" in page.get("plotly_chart")[0].proto.spec) is is_drawn


def test_pay_abroad_begins_with_the_persons_own_currency(show, abroad):
    tables = [each.value for each in show(PAY).dataframe]
    assert set(tables[0]["Currency"]) == {"EUR"}
    assert any(set(table["Currency"]) == {"USD"} for table in tables[1:])


@pytest.mark.parametrize(
    ("script", "query"),
    [
        *((PAY, {"pay_view": view}) for view in ("Places", "States and metros", "Occupations")),
        (DEMAND, {"demand_view": "Claims"}),
        (LAYOFFS, {"view": "US notices"}),
        (LAYOFFS, {"view": "US layoff rates"}),
    ],
)
def test_what_is_of_the_us_alone_says_so_abroad_and_marks_nothing_as_the_persons(
    script, query, show, abroad
):
    said = texts(show(script, **query))
    assert "These figures are of the US only, not of Germany." in said
    assert "your pay" not in said.lower()
    assert "(yours)" not in said


def test_the_own_sector_is_one_of_the_own_country_only(show, journal):
    with journal.write() as transaction:
        transaction.save_present_job(
            Job(employer="Ocado", title="Developer", occupation="15-1252", country="GB")
        )
    at_home = show(DEMAND, demand_view="Sectors and states")
    assert "Software Development (yours), United Kingdom: postings stand" in texts(at_home)
    elsewhere = show(DEMAND, demand_view="Sectors and states", sector_country="United States")
    assert "(yours)" not in texts(elsewhere)


def test_a_country_without_postings_is_told_so(show, journal):
    with journal.write() as transaction:
        transaction.save_present_job(
            Job(employer="Maybank", title="Accountant", country="MY", currency="MYR")
        )
    said = texts(show(DEMAND))
    assert "No postings from Malaysia are at hand." in said
    assert "United States: postings stand" in said


@pytest.mark.parametrize(
    ("view", "said"),
    [
        ("Trend", "No growth of posted pay is published for Malaysia."),
        ("Remote", "No share of remote work in postings is at hand for Malaysia."),
    ],
)
def test_abroad_the_us_does_not_stand_in_for_postings_unasked(view, said, show, journal):
    with journal.write() as transaction:
        transaction.save_present_job(
            Job(employer="Maybank", title="Accountant", occupation="13-2011", country="MY")
        )
    shown = texts(show(PAY, pay_view=view))
    assert said in shown
    assert "United States" not in shown


@pytest.mark.parametrize(("script", "key", "view", "said"), VIEWS)
def test_every_view_answers_on_the_sample(script, key, view, said, show):
    assert said in texts(show(script, **{key: view}))


def test_filters_come_from_the_address_and_go_back_to_it(show):
    page = show(LAYOFFS, industry=["Retail"], country=["United States"], grain="year")
    assert page.multiselect(key="industry").value == ["Retail"]
    assert page.multiselect(key="country").value == ["US"]
    assert "Retail: " in texts(page)
    assert "the last whole year" in texts(page)
    page.multiselect(key="industry").set_value(["Food", "Retail"]).run()
    assert "Most people: Retail" in texts(page)


def test_one_industry_has_fewer_people_than_all(show):
    everything = show(LAYOFFS, view="The largest").dataframe[0].value
    retail = show(LAYOFFS, view="The largest", industry=["Retail"]).dataframe[0].value
    assert 0 < len(retail) < len(everything) == 300
    assert set(retail["Industry"]) == {"Retail"}


def test_links_of_the_largest_are_https_or_missing(show):
    links = show(LAYOFFS, view="The largest").dataframe[0].value["Told by"]
    assert links.notna().any()
    assert links.dropna().str.startswith("https://").all()


def test_two_companies_stand_beside_each_other(show):
    said = texts(show(LAYOFFS, view="Companies", company="Oracle", versus="Meta"))
    assert "Oracle is listed" in said
    assert "Meta is listed" in said
    assert "companies at stage Post-IPO are listed again within 12 months" in said


def test_an_unknown_company_in_the_address_is_passed_over(show):
    page = show(LAYOFFS, view="Companies", company="<script>alert(1)</script>")
    assert page.selectbox(key="company").value is None


def test_own_companies_are_marked_on_the_screen_and_stay_off_the_address(show, employed):
    largest = show(LAYOFFS, view="The largest")
    marks = largest.dataframe[0].value.dropna(subset="Yours").set_index("Company")["Yours"]
    assert marks.loc["Intel"].unique().tolist() == ["my employer"]
    assert marks.loc["Oracle"] == "in my pipeline"
    companies = show(LAYOFFS, view="Companies")
    said = texts(companies)
    assert "Intel is listed" in said
    assert "Not on the list: Nowhere <b>Ltd</b>" in said
    for page in (largest, companies):
        assert set(page.query_params) == {"view"}


def test_the_employer_is_shown_first_and_a_click_shows_another_own_company(show, employed):
    page = show(LAYOFFS, view="Companies")
    assert set(page.dataframe[0].value["Company"]) == {"Intel"}
    page.button_group(key="own_company").set_value("oracle").run()
    assert set(page.dataframe[0].value["Company"]) == {"Oracle"}
    assert set(page.query_params) == {"view"}
    chosen = show(LAYOFFS, view="Companies", company="Meta")
    assert set(chosen.dataframe[0].value["Company"]) == {"Meta"}


def test_the_examples_companies_are_not_looked_up(show):
    assert "Your companies" not in texts(show(LAYOFFS, view="Companies"))


def test_own_pay_and_quotes_are_said_on_the_pay_page(show, employed):
    page = show(PAY)
    said = texts(page)
    assert page.selectbox(key="occupation").value == "15-1252"
    assert "Software Developers: the middle half earns" in said
    cards = [(each.value, said) for each, said in zip(page.subheader, cards_of(page), strict=True)]
    assert ("Above 25 to 50%", "Your pay, $123,456 a year, in the US") in cards
    assert cards[-1][0] == "Above 50 to 75%"
    assert "the median in Texas" in said
    assert set(page.query_params) == set()


def cards_of(page):
    """Return the small print of the cards, which stand before everything else on the page."""
    return [each.value.replace("\\", "") for each in page.caption][: len(page.subheader)]


def test_own_places_are_shown_and_never_chosen_into_the_address(show, employed):
    page = show(PAY, place=["Ohio", "Texas"])
    places = page.multiselect(key="place")
    assert "4800000" not in places.options
    assert "Texas" not in places.options
    assert page.dataframe[0].value["Place"].tolist() == ["the US", "Texas", "Ohio"]


def test_the_example_is_called_an_example_on_the_pay_page(show):
    assert "The example's pay" in texts(show(PAY))


def test_an_occupation_in_the_address_is_shown(show):
    said = texts(show(PAY, occupation="Registered Nurses"))
    assert "Registered Nurses: the middle half earns" in said


def test_surgeons_pay_is_at_or_above_a_bound(show):
    page = show(PAY, occupation="Pediatric Surgeons", place=["Texas"])
    texas = page.dataframe[0].value.set_index("Place").loc["Texas"]
    assert texas["P50"] == 239_200
    assert texas["At or above"] == "P10 and higher"


def test_nothing_that_the_person_entered_is_asked_through_the_shared_cache(
    show, employed, monkeypatch
):
    asked = []
    answer = market._ask

    def overheard(*args):
        asked.append(repr(args[1:4]))
        return answer(*args)

    monkeypatch.setattr(market, "_ask", overheard)
    for script, key, view, _ in VIEWS:
        show(script, **{key: view})
    assert any("greener.market.layoffs.companies" in question for question in asked)
    for secret in ("Intel", "Oracle", "Nowhere", "123456", "intel", "oracle", "15-1252", "'TX'"):
        assert not [question for question in asked if secret in question]


def test_where_somebody_works_is_not_asked_through_the_shared_cache(show, abroad, monkeypatch):
    asked = []
    answer = market._ask

    def overheard(*args):
        asked.append(repr(args[1:4]))
        return answer(*args)

    monkeypatch.setattr(market, "_ask", overheard)
    for script, key, view, _ in VIEWS:
        show(script, **{key: view})
    assert not [question for question in asked if "'DE'" in question or "EUR" in question]


@pytest.fixture
def other_market(tmp_path, monkeypatch):
    """Point the app at a market made of the rows given."""

    def other_market(tables):
        publish(tmp_path / "other" / "published", tables)
        monkeypatch.setenv("GREENER_DATA", str(tmp_path / "other"))

    return other_market


def test_a_full_load_tells_days_and_what_was_added_later(show, other_market):
    other_market({**MARTS, **EVENTS})
    companies = show(LAYOFFS, view="Companies", company="Acorn")
    days = companies.dataframe[0].value["Date"].astype(str).tolist()
    assert days == ["2023-01-20", "2023-01-25"]
    counts = texts(show(LAYOFFS, view="Other counts"))
    assert "1 of the 3 events, with 100 people, were entered after that day" in counts


def test_a_market_of_marts_alone_tells_months(show, other_market):
    other_market(MARTS)
    companies = show(LAYOFFS, view="Companies", company="Acorn")
    days = companies.dataframe[0].value["Date"].astype(str).tolist()
    assert days == ["2023-01-01", "2023-01-01", "2023-03-01"]
    assert "not known from the sample" in texts(show(LAYOFFS, view="Other counts"))


@pytest.mark.parametrize(
    ("script", "query", "command"),
    [
        (LAYOFFS, {}, "etl refresh layoff_events"),
        (LAYOFFS, {"view": "Companies"}, "etl refresh layoff_events"),
        (LAYOFFS, {"view": "US notices"}, "etl refresh warn_notices"),
        (LAYOFFS, {"view": "US layoff rates"}, "etl refresh jolts"),
        (PAY, {}, "etl refresh oews"),
        (DEMAND, {"demand_view": "Postings"}, "etl refresh indeed_postings"),
        (DEMAND, {"demand_view": "Sectors and states"}, "etl refresh indeed_postings"),
        (DEMAND, {"demand_view": "Remote, AI, pay"}, "etl refresh indeed_remote"),
        (DEMAND, {"demand_view": "Claims"}, "etl refresh claims"),
    ],
)
def test_what_is_not_loaded_names_the_command(script, query, command, show, other_market):
    other_market({})
    assert command in texts(show(script, **query))


def test_markup_in_a_company_name_is_shown_as_text(show, other_market):
    hostile = "<img src=x onerror=alert(1)> **bold** :red[x]"
    histories = [
        {**row, "company_name": hostile} if row["company_key"] == "acorn" else row
        for row in MARTS["company_history"]
    ]
    other_market({**MARTS, "company_history": histories})
    page = show(LAYOFFS, view="Companies", company=hostile)
    shown = next(each.value for each in page.markdown if "is listed 3 times" in each.value)
    assert "\\<img src\\=x" in shown
    assert "\\*\\*bold" in shown
    assert "\\:red\\[x" in shown


def test_the_industrys_rate_over_the_years_is_the_persons_own_first(show, journal):
    with journal.write() as transaction:
        transaction.save_present_job(Job(employer="Intel", title="Baker", industry="62"))
    page = show(LAYOFFS, view="US layoff rates")
    assert page.selectbox(key="rate_industry").value == "620000"
    assert set(page.query_params) == {"view"}


@pytest.mark.parametrize(
    ("view", "series", "newest"),
    [
        ("US layoff rates", "rates of ", "31 May 2025"),
        ("Other counts", "numbers of people", "2026"),
    ],
)
def test_the_line_under_a_chart_says_which_series_of_the_survey_it_dates(
    view, series, newest, show
):
    page = show(LAYOFFS, view=view)
    lines = [each.value.replace("\\", "") for each in page.caption if "JOLTS" in each.value]
    assert lines
    assert all(series in line and newest in line for line in lines)


def test_a_state_without_notices_is_told_to_whom_it_concerns(show, journal):
    with journal.write() as transaction:
        transaction.save_present_job(Job(employer="Meta", title="Manager", region="CA"))
    said = texts(show(LAYOFFS, view="US notices"))
    assert "of your state, California, none are at hand" in said


def test_own_companies_notices_are_told_by_their_name(show, employed):
    said = texts(show(LAYOFFS, view="US notices"))
    assert "Intel · my employer: " in said
    assert "No notice under the name of Oracle, Nowhere <b>Ltd</b>" in said


def test_the_own_sector_stands_over_the_years_without_being_chosen(show, employed):
    page = show(
        DEMAND, demand_view="Sectors and states", sector=["Nursing", "Software Development"]
    )
    said = texts(page)
    assert "Software Development (yours), United States: postings stand" in said
    assert page.multiselect(key="sector").value == ["Nursing"]
    assert "Software Development" not in page.multiselect(key="sector").options


def test_counties_of_chosen_states_are_ranked_anew(show):
    page = show(LAYOFFS, view="US notices", state=["Texas"])
    assert "Texas: " in texts(page)
    counties = page.dataframe[-1].value
    assert set(counties["State"]) == {"TX"}
    assert counties["Rank"].tolist()[:2] == [1, 2]


def test_events_of_a_company_lead_to_who_told_of_them(show):
    events = show(LAYOFFS, view="Companies", company="Intel").dataframe[0].value
    assert events["Told by"].dropna().str.startswith("https://").any()


def test_chosen_occupations_stand_beside_the_own_one(show):
    page = show(
        PAY,
        pay_view="Occupations",
        occupation="Registered Nurses",
        beside=["Bakers", "Chief Executives"],
        where="Texas",
    )
    rows = page.dataframe[0].value["Occupation"].tolist()
    assert rows == ["Registered Nurses", "Bakers", "Chief Executives"]
    assert "Texas: the middle half earns" in texts(page)


def test_reported_pay_can_be_of_those_who_work_remotely(show):
    everybody = show(PAY, pay_view="Trend", occupation="Software Developers")
    remote = show(PAY, pay_view="Trend", occupation="Software Developers", pay_mode="Remote")
    assert "Software Developers, United States, remote: the median" in texts(remote)
    every, some = (page.dataframe[0].value["People"].sum() for page in (everybody, remote))
    assert 0 < some < every


def test_an_occupation_nobody_reports_by_year_still_has_the_growth_of_posted_pay(show):
    page = show(PAY, pay_view="Trend", occupation="Bakers")
    said = texts(page)
    assert "Nobody reported pay as Bakers by year" in said
    assert "growth of posted pay over a year" in said


@pytest.mark.parametrize(
    ("script", "query"),
    [
        (LAYOFFS, {"industry": "Nonsense", "country": "Atlantis", "years": "x", "grain": "week"}),
        (LAYOFFS, {"view": "No such view"}),
        (LAYOFFS, {"view": "Companies", "company": "Nobody", "versus": "Nobody"}),
        (LAYOFFS, {"view": "US layoff rates", "rate_industry": "999999"}),
        (LAYOFFS, {"view": "US notices", "state": "ZZ"}),
        (PAY, {"occupation": "99-9999", "place": "Nowhere"}),
        (PAY, {"pay_view": "Trend", "pay_country": "ZZ", "pay_mode": "asleep"}),
        (PAY, {"pay_view": "Remote", "pay_country": "ZZ"}),
        (PAY, {"pay_view": "Occupations", "where": "Atlantis", "beside": "Nobody"}),
        (PAY, {"pay_view": "States and metros", "percentile": "55"}),
        (DEMAND, {"compare": "Atlantis"}),
        (DEMAND, {"demand_view": "Sectors and states", "sector_country": "ZZ"}),
        (DEMAND, {"demand_view": "Claims", "claims_years": "1066"}),
    ],
)
def test_nonsense_in_the_address_is_passed_over(script, query, show):
    page = show(script, **query)
    assert not page.error
    assert page.get("plotly_chart") or page.info


def test_layoff_rates_do_not_need_the_list(show, other_market):
    codes = ("000000", "230000", "510000", "440000", "900000")
    months = (date(2026, 5, 1), date(2026, 6, 1))
    rows = [
        {**rate_row(month, rate=rate, industry=code), "source": "jolts", "as_of_date": months[-1]}
        for month in months
        for rate, code in enumerate(codes, start=1)
    ]
    other_market({"jolts_value": rows})
    assert "In June 2026 Government laid off the most" in texts(
        show(LAYOFFS, view="US layoff rates")
    )
    assert "etl refresh layoff_events" in texts(show(LAYOFFS))


def test_reported_pay_does_not_need_the_wages_of_employers(show, other_market, sample_snapshot):
    tables = {
        name: sample_snapshot.query(
            f"SELECT * FROM {name} WHERE soc_code = '15-1252' AND country = 'US' LIMIT 40"
        )
        for name in ("ai_jobs_pay_year", "ai_jobs_pay_band")
    }
    titles = sample_snapshot.query(
        """SELECT * FROM occupation_title WHERE soc_code = '15-1252'
           AND title_kind = 'occupation'"""
    )
    tables["occupation_title"] = titles
    other_market(
        {
            name: rows.astype(object).where(rows.notna(), None).to_dict("records")
            for name, rows in tables.items()
        }
    )
    assert "etl refresh oews" in texts(show(PAY, pay_view="Places"))
    assert "Software Developers, United States: the median" in texts(show(PAY, pay_view="Trend"))
