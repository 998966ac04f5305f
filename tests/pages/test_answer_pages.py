"""The pages that go deeper into each answer: same figures as the core, every state of a journal."""

from datetime import date
from decimal import Decimal

import pytest

from greener.answers.curves import PASS_THROUGH, PayGrowth
from greener.answers.estimate import SourceRef
from greener.answers.leverage import Section
from greener.answers.market_pay import pool
from greener.answers.sentences import pay_text, safety_sentence, worth_sentence
from greener.journal.example import example_entries
from greener.journal.people import PayStep
from greener.journal.records import Job, PayComponent, PayKind, PayObservation, PayPeriod, WorkMode
from greener.market.store import Snapshot, open_current
from greener.today import answer_today
from pages.answers.move_sheet import printable
from pages.answers.worth_answer import bands_finding
from pages.shared import market
from tests.answers.pay_parts import TODAY as PAY_DAY
from tests.answers.pay_parts import FixedRates, band
from tests.answers.pay_parts import market as market_pay
from tests.market.small_market import publish
from tests.pages.helpers import texts

TODAY = date.today()
SAFETY, WORTH, MOVE = (f"pages/answers/{name}.py" for name in ("safety", "worth", "move"))
PAGES = (SAFETY, WORTH, MOVE)


def answer_of(snapshot, entries):
    job = entries.present_job.record.as_job()
    return answer_today(snapshot, job, entries.pay_observations, TODAY), job


def clause_of(sentence):
    return sentence.partition(", likely ")[0]


def work_at(journal, employer, **changes):
    with journal.write() as transaction:
        kept = next(iter(transaction.jobs.all()), None)
        fields = {"employer": employer, "title": "Engineer", **changes}
        job = kept.record.as_job().model_copy(update=fields) if kept else Job(**fields)
        transaction.save_present_job(job, kept.version if kept else None)


def test_the_pages_say_what_the_core_answers(open_page, full_journal, sample_snapshot):
    answer, job = answer_of(sample_snapshot, full_journal.entries())
    assert clause_of(safety_sentence(answer.safety)) in texts(open_page(SAFETY))
    assert clause_of(worth_sentence(answer.worth, job)) in texts(open_page(WORTH))


@pytest.mark.parametrize("script", PAGES)
def test_the_example_is_labelled_and_answered(script, open_page):
    page = open_page(script)
    shown = texts(page)
    assert "This person is invented" in shown
    assert "likely between" in shown.lower()
    assert "Something went wrong" not in shown
    assert not page.exception


@pytest.mark.parametrize("script", PAGES)
def test_without_a_job_a_page_says_what_to_do(script, open_page, journal):
    with journal.write() as transaction:
        transaction.pay.add(
            PayObservation(
                observed_on=TODAY,
                company="Acme",
                kind=PayKind.QUOTE,
                low=1000,
                high=1000,
                currency="USD",
            )
        )
    page = open_page(script)
    assert "Three questions do" in texts(page)
    assert not page.error


@pytest.mark.parametrize("script", PAGES)
def test_a_bare_job_abroad_is_answered_with_what_remains(script, open_page, journal):
    work_at(journal, "<script>alert(1)</script> **x**", country="DE", currency="EUR")
    page = open_page(script)
    shown = texts(page)
    assert not page.exception
    assert "Something went wrong" not in shown
    if script == SAFETY:
        assert "<script>alert(1)</script> **x** is not on the layoff list" in shown
        assert "WARN notices" not in shown
        assert "Your industry and state" not in shown


@pytest.mark.parametrize("script", PAGES)
def test_an_unknown_currency_is_named(script, open_page, journal):
    work_at(journal, "Acme", currency="XTS")
    shown = texts(open_page(script))
    assert "Something went wrong" not in shown
    assert script != WORTH or "XTS" in shown


@pytest.mark.parametrize("script", PAGES)
def test_an_empty_market_breaks_nothing(script, open_page, full_journal, tmp_path, monkeypatch):
    publish(tmp_path / "bare" / "published", {})
    monkeypatch.setenv("GREENER_DATA", str(tmp_path / "bare"))
    page = open_page(script)
    assert "Something went wrong" not in texts(page)
    assert not page.exception


def test_steps_of_the_answer_are_told_in_people_and_in_hazards(
    open_page, full_journal, sample_snapshot
):
    page = open_page(SAFETY)
    answer, _ = answer_of(sample_snapshot, full_journal.entries())
    table = next(each.value for each in page.dataframe if "Hazard a year" in each.value)
    assert table["Step"].tolist() == [factor.label for factor in answer.safety.factors]
    numbers = table[["In 100", "Hazard a year", "Factor"]]
    assert set(map(str, numbers.dtypes)) == {"float64"}  # text is no number in a spreadsheet
    total = table["In 100"].sum()
    assert total == pytest.approx(100 * answer.safety.estimate.value, abs=0.05)
    assert set(table["Evidence"]) <= {"read", "computed", "second-hand", "judgement"}


def test_what_people_believe_stands_beside_what_happens(open_page):
    shown = texts(open_page(SAFETY))
    assert "People expect to lose their job 9 times as often as the work goes away" in shown


def test_nobody_at_risk_is_told_that_people_worry_too_much(open_page, journal):
    work_at(journal, "Meta", occupation="11-2021", started=TODAY)
    shown = texts(open_page(SAFETY))
    assert "For most that is far too much; yours is about" in shown
    assert "9 times as often" not in shown


def test_a_listed_employers_record_is_shown(open_page, full_journal):
    work_at(full_journal, "Intel")
    shown = texts(open_page(SAFETY))
    assert "Intel is listed 11 times" in shown
    assert "your state among them" in shown
    assert "found under its own name" in shown


def test_an_alias_is_said_to_be_one(open_page, full_journal):
    work_at(full_journal, "Facebook")
    assert "Facebook: found as another name of it, Meta" in texts(open_page(SAFETY))


def test_a_name_that_is_only_alike_is_taken_when_the_person_says_so(open_page, full_journal):
    work_at(full_journal, "Intercomm")
    page = open_page(SAFETY)
    assert "Intercomm is not on the layoff list" in texts(page)
    page = page.button(key="match_intercom").click().run()
    assert full_journal.entries().present_job.record.employer == "Intercom"
    assert "Intercom is listed" in texts(page)


def test_the_example_cannot_be_renamed(open_page):
    page = open_page(SAFETY)
    assert all(button.disabled for button in page.button if (button.key or "").startswith("match_"))


def test_what_if_is_marked_and_leaves_the_answer_alone(open_page, full_journal):
    page = open_page(SAFETY)
    before = page.header[0].value
    assert "Change something" in texts(page)
    page = page.select_slider(key="what_if_tenure").set_value(20).run()
    shown = texts(page)
    assert "Imagined, from the same model" in shown
    assert "times as likely as now" in shown
    assert page.header[0].value == before
    assert full_journal.entries().present_job.record.started.year >= TODAY.year - 4


def test_what_if_another_employer_takes_that_ones_record(open_page, full_journal):
    page = open_page(SAFETY)
    page = page.selectbox(key="what_if_employer").set_value("Intel").run()
    assert "times as likely as now" in texts(page)
    assert full_journal.entries().present_job.record.employer == "Larkfield Software"


def test_the_landing_says_weeks_pay_and_whether_savings_last(open_page, full_journal):
    shown = texts(open_page(SAFETY))
    assert "The next offer would take about" in shown
    assert "Your savings last until an offer in" in shown
    assert "live processes lead to an offer" in shown


def test_without_savings_or_pay_the_landing_asks_for_them(open_page, journal):
    work_at(journal, "Acme")
    shown = texts(open_page(SAFETY))
    assert "Not known: how many months your savings cover" in shown
    assert "Not known: what you earn" in shown
    assert "live processes are the softest landing" in shown


def test_signs_say_their_age_and_whether_they_count(open_page, full_journal):
    work_at(full_journal, "Intel")
    page = open_page(SAFETY)
    table = next(each.value for each in page.dataframe if "Counted" in each.value)
    listed = table.set_index("Sign").loc["Your employer on the layoff list"]
    assert listed["Counted"] == "yes"
    assert "month" in listed["Age"]
    cards = texts(page)
    assert all(about in cards for about in table["Sign"])
    assert f"{listed['Age']} · counted · {listed['Source']}" in cards


def test_every_figure_stands_with_its_weight_or_why_it_has_none(open_page, full_journal):
    page = open_page(WORTH)
    table = next(
        each.value for each in page.dataframe if "Weight" in each.value and "Age" in each.value
    )
    weights = table.set_index("Company")["Weight"]
    assert weights.str.contains("%").any()
    assert weights.str.contains("the same process gave a surer figure").any()


def test_the_page_says_how_own_figures_narrowed_it(open_page, full_journal):
    shown = texts(open_page(WORTH))
    assert "Your own figures narrowed your worth from" in shown
    assert "next offers would pay more than you earn" in shown


def test_no_figure_no_pay_still_says_what_the_market_says(open_page, journal):
    work_at(journal, "Acme", title="Registered nurse", occupation="29-1141", region="TX")
    shown = texts(open_page(WORTH))
    assert "Carried to today and to your case, the sources point to" in shown
    assert "The market alone, so far" in shown
    assert "A recruiter's range counts" in shown
    assert "Total pay" not in shown
    assert "Your pay over the years" not in shown


def test_sources_of_different_years_are_named_as_carried_to_one_day():
    survey = SourceRef("survey", "Some survey, April 2021", date(2021, 4, 30))
    rates = {date(2021 + n // 12, n % 12 + 1, 1): 0.05 for n in range(4, 66)}
    old = band({50: 70_000}, source=survey, as_of=date(2021, 4, 30))
    growth = PayGrowth(rates, SourceRef("indeed", "Posted wages"))
    asked = market_pay(band({50: 90_000}), old, growth=growth)
    parts = list(pool(asked, "USD", None, FixedRates(), PAY_DAY).parts)
    carried = 70_000 * 1.05 ** (PASS_THROUGH * 62 / 12)
    assert bands_finding(parts, "USD") == (
        "Carried to today and to your case, the sources point to "
        f"{pay_text(carried, 'USD')} (Some survey) up to $90,000 (BLS OEWS)"
    )
    alone = list(pool(market_pay(old, growth=growth), "USD", None, FixedRates(), PAY_DAY).parts)
    assert bands_finding(alone, "USD").endswith(f"Some survey points to {pay_text(carried, 'USD')}")


def test_bonus_and_own_raises_are_shown_where_entered(open_page, full_journal):
    before = "Copperleaf Robotics named the most in all: $186K a year, 84% of it base"
    assert before in texts(open_page(WORTH))
    with full_journal.write() as transaction:
        transaction.pay.add(
            PayObservation(
                observed_on=TODAY,
                company="Copperleaf Robotics",
                kind=PayKind.WRITTEN,
                component=PayComponent.BONUS,
                low=26_000,
                high=26_000,
                currency="USD",
            )
        )
        step = PayStep(
            effective_on=date(2021, 3, 1), amount_annual=Decimal(100_000), currency="USD"
        )
        transaction.pay_history.add(step)
    shown = texts(open_page(WORTH))
    assert "Copperleaf Robotics named the most in all: $200K a year, 78% of it base" in shown
    assert "+38% since March 2021; after prices" in shown


@pytest.mark.parametrize("script", PAGES)
def test_nothing_of_the_person_is_asked_through_the_shared_cache_or_put_into_the_address(
    script, open_page, full_journal, monkeypatch
):
    work_at(full_journal, "Intel", pay_annual=Decimal(123_456))
    asked = []
    answer = market._ask

    def overheard(*args):
        asked.append(repr(args[1:4]))
        return answer(*args)

    monkeypatch.setattr(market, "_ask", overheard)
    page = open_page(script)
    secrets = ("Intel", "intel", "15-1252", "'TX'", "123456", "Larkfield", "Copperleaf")
    assert not [question for question in asked for secret in secrets if secret in question]
    assert not page.query_params


def test_the_answer_is_drawn_from_the_published_generation(sample_data, sample_snapshot):
    answer, _ = answer_of(sample_snapshot, example_entries(TODAY))
    with open_current(sample_data / "published") as current:
        assert answer.generation == current.name


def test_the_price_of_moving_rises_with_what_one_leaves_behind(open_page, full_journal):
    page = open_page(MOVE)
    before = next(line for line in texts(page).splitlines() if "Worth moving from" in line)
    page = page.number_input(key="move_forfeited").set_value(40_000).run()
    after = next(line for line in texts(page).splitlines() if "Worth moving from" in line)
    price = [int(line.split("$")[1].split(" ")[0].replace(",", "")) for line in (before, after)]
    assert price[1] > price[0]


@pytest.mark.parametrize(("script", "most"), [(WORTH, 1), (MOVE, 2)])
def test_a_page_gathers_what_the_market_knows_of_safety_no_oftener_than_it_needs(
    script, most, open_page, monkeypatch
):
    """Once for the job as it is, and on the move page once for somebody new elsewhere."""
    page, asked, query = open_page(script), [], Snapshot.query
    monkeypatch.setattr(
        Snapshot, "query", lambda self, sql, *more: asked.append(sql) or query(self, sql, *more)
    )
    page.run()
    assert sum("FROM layoff_cut_share" in sql for sql in asked) == most


OFFERED = "Copperleaf Robotics · Senior software engineer · written offer $156K"


def comparison(page):
    """Return the offer beside the job: line → (the job, the offer, so it is)."""
    frame = next(table.value for table in page.table if "The offer" in table.value)
    rows = (
        [str(cell).replace("\\", "").replace("\u00a0", " ") for cell in row]
        for row in frame.itertuples(index=False)
    )
    return {name: tuple(cells) for name, *cells in rows}


def test_an_offer_stands_beside_the_job_with_its_own_risk(open_page, full_journal):
    page = open_page(MOVE)
    choices = page.selectbox(key="beside_offer")
    assert OFFERED in choices.options
    page = choices.set_value(OFFERED).run()
    shown = texts(page)
    assert "Copperleaf Robotics: 13% more base, 35% more in all, $" in shown
    assert "above the price of moving there, the chance of losing it 1 in" in shown
    assert "Losing it within a year" in shown
    lines = comparison(page)
    assert lines["Base"] == ("$138,000", "$156,000", "13% more")
    real = next(name for name in lines if name.startswith("Real, since "))
    assert lines[real][0] > "$138,000"
    assert "Learning, you say" not in lines
    assert not page.query_params


def test_a_live_process_comes_first_and_starts_from_its_own_figure(open_page, full_journal):
    page = open_page(MOVE)
    choices = page.selectbox(key="beside_offer")
    live = choices.options[0]
    assert (
        live
        == "Quillmark Payments · Senior software engineer · live, final · quoted $160K to $175K"
    )
    page = choices.set_value(live).run()
    assert page.number_input(key=f"beside_{live}_base").value == 167_332
    assert "$160K to $175K: it starts from the middle of that range." in texts(page)
    page = page.select_slider(key=f"beside_{live}_learning").set_value(2).run()
    assert comparison(page)["Learning, you say"][2] == "much better"


@pytest.mark.parametrize("named", [100_000, 900_000_000])
def test_an_amount_of_many_digits_stands_beside_the_job(named, open_page, journal):
    """A US salary, or all that a field takes an hour, in the currency of a small unit."""
    work_at(journal, "Warung", country="ID", currency="IDR", pay_annual=Decimal(480_000_000))
    quote = PayObservation(
        observed_on=TODAY,
        company="Initech",
        kind=PayKind.QUOTE,
        low=named,
        high=named,
        currency="USD",
        period=PayPeriod.YEAR if named == 100_000 else PayPeriod.HOUR,
    )
    with journal.write() as transaction:
        transaction.pay.add(quote)
    page = open_page(MOVE)
    choices = page.selectbox(key="beside_offer")
    page = choices.set_value(choices.options[0]).run()
    assert not page.exception
    assert "Something went wrong" not in texts(page)
    assert "Initech: " in texts(page)


def test_the_premium_of_remote_work_is_said_where_one_job_is_remote(open_page, journal):
    work_at(journal, "Acme", pay_annual=Decimal(100_000), work_mode=WorkMode.ONSITE)
    page = open_page(MOVE)
    assert "remote ones paid" in texts(page).split("What remote work goes with")[1]
    before = texts(page).count("remote ones paid")
    page = page.selectbox(key="beside_offer").set_value("An imagined offer").run()
    mode = page.selectbox(key="beside_An imagined offer_mode")
    shown = texts(mode.set_value(WorkMode.REMOTE).run())
    assert shown.count("remote ones paid") == before + 1
    assert "ai-jobs.net salaries, to 2025 · n = " in shown


def test_what_was_asked_stands_against_what_came(open_page, full_journal):
    shown = texts(open_page(MOVE))
    finding = "In 3 of 3 processes they named at least what you asked"
    assert shown.count(finding) == 2  # the picture and the sheet
    assert "too few to say more" in shown


def test_without_an_ask_the_page_says_how_to_log_one(open_page, journal):
    work_at(journal, "Acme")
    assert "No process yet in which they named a figure after you did" in texts(open_page(MOVE))


def test_an_imagined_offer_from_a_listed_employer_takes_its_record(open_page, full_journal):
    page = open_page(MOVE)
    page = page.selectbox(key="beside_offer").set_value("An imagined offer").run()
    calm = [line for line in texts(page).splitlines() if "Losing it within a year" in line]
    price = comparison(page)["Worth moving there from"]
    page = page.text_input(key="beside_An imagined offer_company").set_value("Intel").run()
    risky = [line for line in texts(page).splitlines() if "Losing it within a year" in line]
    assert "Intel: " in texts(page)
    assert risky != calm
    assert comparison(page)["Worth moving there from"] > price, "its risk is paid for"


def test_without_pay_the_price_asks_for_it(open_page, journal):
    work_at(journal, "Acme")
    shown = texts(open_page(MOVE))
    assert "starts from what you earn" in shown
    assert "No amount was named to you yet" in shown


def test_the_sheet_prints_as_one_page_of_escaped_text():
    page = printable([Section("What & why", ("<b>Acme</b>: $1",))], "Poet at <i>Acme</i>")
    assert "<h2>What &amp; why</h2>" in page
    assert "&lt;b&gt;Acme&lt;/b&gt;: $1" in page
    assert "Poet at &lt;i&gt;Acme&lt;/i&gt;" in page
    assert "http" not in page


def test_the_coverage_on_the_page_is_the_stored_measurement(open_page, sample_snapshot):
    scores = sample_snapshot.query(
        """SELECT metric, value FROM model_score
           WHERE model = 'experience_curve' AND method = 'model'"""
    )
    measured = dict(zip(scores["metric"], scores["value"], strict=True))
    shown = texts(open_page(WORTH))
    assert f"held {measured['coverage80']:.1%} of the pay of people" in shown
    said = answer_of(sample_snapshot, example_entries(TODAY))[0].worth.worth.basis
    assert any(f"held {measured['coverage80']:.0%} of them" in step for step in said)


def test_a_coverage_measured_in_the_us_is_not_claimed_abroad(open_page, journal):
    work_at(journal, "Kedai", country="MY", currency="MYR", title="Software engineer")
    shown = texts(open_page(WORTH))
    assert "That was tried in the US; for Malaysia nothing was measured" in shown
