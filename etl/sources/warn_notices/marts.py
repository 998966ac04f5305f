"""The marts of the WARN notices, as SQL over ``warn_notice``; what they mean: ``schema.sql``."""

# Months after as_of come from effective dates and from notice dates that cannot be.
_PLACED = """
    SELECT *, date_diff('month', month, as_of_date) AS months_ago
    FROM warn_notice WHERE month <= as_of_date
"""

_WARN_EMPLOYER = """
    SELECT employer_key,
           arg_max(employer_canonical, (coalesce(month, DATE '1900-01-01'), notice_id))
               AS employer_name,
           arg_max(company_key, (coalesce(month, DATE '1900-01-01'), notice_id)) AS company_key,
           max(ticker) AS ticker,
           arg_max(naics_sector, (coalesce(month, DATE '1900-01-01'), notice_id)) AS naics_sector,
           count(*)::INTEGER AS notices,
           count(*) FILTER (is_recent)::INTEGER AS notices_last_12m,
           coalesce(sum(employees_affected), 0)::BIGINT AS employees_known,
           coalesce(sum(employees_affected) FILTER (is_recent), 0)::BIGINT
               AS employees_known_last_12m,
           count(*) FILTER (employees_affected IS NULL)::INTEGER AS notices_size_unknown,
           min(month) AS first_month,
           max(month) FILTER (month <= as_of_date) AS last_month,
           list_sort(list(DISTINCT state)) AS states,
           source, max(as_of_date) AS as_of_date
    FROM (SELECT *, coalesce(date_diff('month', month, as_of_date) BETWEEN 0 AND 11, false)
                        AS is_recent
          FROM warn_notice)
    GROUP BY employer_key, source
"""

_WARN_STATE_MONTH = f"""
    SELECT state, month, count(*)::INTEGER AS notices,
           count(DISTINCT employer_key)::INTEGER AS employers,
           coalesce(sum(employees_affected), 0)::BIGINT AS employees_known,
           count(*) FILTER (employees_affected IS NULL)::INTEGER AS notices_size_unknown,
           count(*) FILTER (month_basis = 'effective')::INTEGER AS notices_by_effective_date,
           source, max(as_of_date) AS as_of_date
    FROM ({_PLACED})
    GROUP BY state, month, source
"""  # noqa: S608

_WARN_YEAR = f"""
    SELECT year(month)::SMALLINT AS year,
           count(DISTINCT employer_key)::INTEGER AS employers,
           count(*)::INTEGER AS notices,
           coalesce(sum(employees_affected), 0)::BIGINT AS employees_known,
           count(DISTINCT state)::INTEGER AS states,
           bool_or(state = 'CA') AS has_california,
           source, max(as_of_date) AS as_of_date
    FROM ({_PLACED})
    GROUP BY year(month), source
"""  # noqa: S608

_WARN_COUNTY = f"""
    SELECT county_fips, mode(county_name) AS county_name, mode(state) AS state,
           count(*) FILTER (months_ago < 12)::INTEGER AS notices_last_12m,
           coalesce(sum(employees_affected) FILTER (months_ago < 12), 0)::BIGINT
               AS employees_known_last_12m,
           count(*)::INTEGER AS notices_last_24m,
           coalesce(sum(employees_affected), 0)::BIGINT AS employees_known_last_24m,
           source, max(as_of_date) AS as_of_date
    FROM ({_PLACED})
    WHERE months_ago < 24 AND county_fips IS NOT NULL AND county_name IS NOT NULL
    GROUP BY county_fips, source
"""  # noqa: S608

MARTS = {
    "warn_employer": _WARN_EMPLOYER,
    "warn_state_month": _WARN_STATE_MONTH,
    "warn_year": _WARN_YEAR,
    "warn_county": _WARN_COUNTY,
}

# The sample ships who filed in the last two years, and no state month before 2015.
SAMPLE = {
    **{mart: f"SELECT * FROM {mart}" for mart in MARTS},  # noqa: S608
    "warn_employer": """
        SELECT * FROM warn_employer WHERE last_month >= as_of_date - INTERVAL 24 MONTH
    """,
    "warn_state_month": "SELECT * FROM warn_state_month WHERE month >= DATE '2015-01-01'",
}
