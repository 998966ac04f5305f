"""The marts of the layoff events, as SQL over ``layoff_event``; what they mean: ``schema.sql``."""

_LAYOFF_MONTH = """
    SELECT date_trunc('month', event_date)::DATE AS month,
           coalesce(industry_listed, 'Unknown') AS industry_listed,
           coalesce(country, 'ZZ') AS country,
           coalesce(sum(laid_off_count), 0)::BIGINT AS people_known,
           count(*) AS events,
           count(*) FILTER (laid_off_count IS NULL) AS events_size_unknown,
           source, max(as_of_date) AS as_of_date
    FROM layoff_event WHERE is_counted
    GROUP BY ALL
"""

_LAYOFF_STATE_MONTH = """
    SELECT date_trunc('month', event_date)::DATE AS month,
           coalesce(industry_listed, 'Unknown') AS industry_listed,
           coalesce(us_state, '') AS us_state,
           coalesce(sum(laid_off_count), 0)::BIGINT AS people_known,
           count(*) AS events,
           count(*) FILTER (laid_off_count IS NULL) AS events_size_unknown,
           source, max(as_of_date) AS as_of_date
    FROM layoff_event WHERE is_counted AND country = 'US'
    GROUP BY ALL
"""

# arg_max ignores rows whose value is NULL, so it gives the newest known value. Sorting inside an
# aggregate (list(… ORDER BY …)) or by a pair takes gigabytes on long lists; `place` is one number.
_COMPANY_HISTORY = """
    SELECT * EXCLUDE (event),
           list_transform(event, lambda e: date_trunc('month', e.event_date)::DATE)
               AS event_months,
           list_transform(event, lambda e: e.laid_off_share) AS event_shares,
           list_transform(event, lambda e: e.laid_off_count) AS event_counts
    FROM (
        SELECT company_key,
               arg_max(company_name, place) AS company_name,
               count(*)::INTEGER AS events,
               date_trunc('month', min(event_date))::DATE AS first_event_month,
               date_trunc('month', max(event_date))::DATE AS last_event_month,
               count(*) FILTER (months_ago < 12)::INTEGER AS events_last_12m,
               count(*) FILTER (months_ago < 24)::INTEGER AS events_last_24m,
               coalesce(sum(laid_off_count), 0)::BIGINT AS people_known,
               count(*) FILTER (laid_off_count IS NULL)::INTEGER AS events_size_unknown,
               arg_max(laid_off_share, place) AS last_share,
               coalesce(bool_or(laid_off_share = 1), false) AS has_shut_down,
               arg_max(stage, place) AS stage,
               arg_max(industry_listed, place) AS industry_listed,
               arg_max(naics_sector, place) AS naics_sector,
               arg_max(country, place) AS country,
               arg_max(funds_raised_usd_millions, place) AS funds_raised_usd_millions,
               list_sort(list({place: place, event_date: event_date,
                               laid_off_share: laid_off_share, laid_off_count: laid_off_count}))
                   AS event,
               source, max(as_of_date) AS as_of_date
        FROM (SELECT *, date_diff('month', event_date, as_of_date) AS months_ago,
                     (event_date - DATE '1970-01-01')::BIGINT * 4294967296 + event_id AS place
              FROM layoff_event WHERE is_counted)
        GROUP BY company_key, source)
"""

_LAYOFF_LARGEST = """
    SELECT row_number() OVER (ORDER BY laid_off_count DESC, event_date DESC, event_id)::INTEGER
               AS rank,
           company_key, company_name, event_date, laid_off_count, laid_off_share,
           industry_listed, stage, country, location, source_url, source, as_of_date
    FROM layoff_event
    WHERE is_counted AND laid_off_count IS NOT NULL AND event_date >= DATE '2020-01-01'
    QUALIFY rank <= 300
"""

# At risk in a month: first listed in an earlier month, and no shutdown in an earlier month. Counted
# from who joins and who leaves: companies times months would be too many rows on a long list.
_LAYOFF_HAZARD_MONTH = """
    WITH company AS (
        SELECT company_key,
               coalesce(arg_max(industry_listed, place), 'Unknown') AS industry_listed,
               min(month) AS first_month,
               min(month) FILTER (laid_off_share = 1) AS shut_down_month
        FROM (SELECT *, date_trunc('month', event_date)::DATE AS month,
                     (event_date - DATE '1970-01-01')::BIGINT * 4294967296 + event_id AS place
              FROM layoff_event WHERE is_counted)
        GROUP BY company_key),
    change AS (
        SELECT (first_month + INTERVAL 1 MONTH)::DATE AS month, industry_listed, 1 AS companies
        FROM company
        UNION ALL
        SELECT (shut_down_month + INTERVAL 1 MONTH)::DATE, industry_listed, -1
        FROM company WHERE shut_down_month IS NOT NULL),
    joined AS (
        SELECT month, industry_listed, sum(companies) AS companies FROM change GROUP BY ALL),
    listed_again AS (
        SELECT month, industry_listed, count(*) AS companies
        FROM (SELECT DISTINCT company_key, date_trunc('month', event_date)::DATE AS month
              FROM layoff_event WHERE is_counted)
        JOIN company USING (company_key)
        WHERE month > first_month AND (shut_down_month IS NULL OR month <= shut_down_month)
        GROUP BY ALL),
    calendar AS (
        SELECT unnest(generate_series(date_trunc('month', min(event_date)),
                                      date_trunc('month', max(as_of_date)),
                                      INTERVAL 1 MONTH))::DATE AS month,
               source, max(as_of_date) AS as_of_date
        FROM layoff_event WHERE is_counted GROUP BY source),
    industry_month AS (
        SELECT calendar.*, industry_listed, listed_again.companies AS listed_again,
               sum(joined.companies) OVER (PARTITION BY industry_listed ORDER BY month) AS at_risk
        FROM calendar CROSS JOIN (SELECT DISTINCT industry_listed FROM company)
        LEFT JOIN joined USING (month, industry_listed)
        LEFT JOIN listed_again USING (month, industry_listed))
    SELECT month, coalesce(industry_listed, 'All') AS industry_listed,
           sum(at_risk)::INTEGER AS companies_at_risk,
           coalesce(sum(listed_again), 0)::INTEGER AS companies_with_event,
           source, as_of_date
    FROM industry_month WHERE at_risk > 0
    GROUP BY GROUPING SETS ((month, source, as_of_date),
                            (month, industry_listed, source, as_of_date))
"""

_LAYOFF_CUT_SHARE = """
    SELECT coalesce(stage, 'All') AS stage,
           median(laid_off_share) AS share_median, avg(laid_off_share) AS share_mean,
           count(*)::INTEGER AS events_with_share,
           source, max(as_of_date) AS as_of_date
    FROM layoff_event
    WHERE is_counted AND laid_off_share < 1
    GROUP BY GROUPING SETS ((source), (stage, source))
    HAVING grouping(stage) = 1 OR stage IS NOT NULL
"""

MARTS = {
    "layoff_month": _LAYOFF_MONTH,
    "layoff_state_month": _LAYOFF_STATE_MONTH,
    "company_history": _COMPANY_HISTORY,
    "layoff_largest": _LAYOFF_LARGEST,
    "layoff_hazard_month": _LAYOFF_HAZARD_MONTH,
    "layoff_cut_share": _LAYOFF_CUT_SHARE,
}
