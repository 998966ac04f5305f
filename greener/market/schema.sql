-- The market database: what every table and column means. One file of this shape is one generation.
--
-- Conventions
--   Names carry units: _usd, _pct (percent, 0 to 100), _share (0 to 1), _thousands, _per_eur.
--   `source` names the source that loaded the row, `as_of_date` the newest day its release speaks for.
--   Codes (SOC, NAICS, FIPS, BLS series) are text: leading zeros matter.
--   A table is filled by one source, which replaces it whole; a mart is built from such tables by SQL.
--   NULL means "not published" or "not known", never zero.

-- ---------------------------------------------------------------------------------- bookkeeping

CREATE TABLE generation (
    name          VARCHAR PRIMARY KEY,         -- file name without suffix; also the cache key of pages
    created_at    TIMESTAMP NOT NULL,          -- UTC
    schema_digest VARCHAR NOT NULL             -- sha256 of this file: another shape is rebuilt, not patched
);

-- Every source that the ETL knows, loaded or not; written whole with each generation.
CREATE TABLE source_info (
    source       VARCHAR PRIMARY KEY,          -- name on the command line
    title        VARCHAR NOT NULL,             -- what a page calls it
    publisher    VARCHAR NOT NULL,
    licence      VARCHAR NOT NULL,
    citation     VARCHAR NOT NULL,             -- how the publisher wants to be named
    homepage_url VARCHAR NOT NULL,
    live_urls    VARCHAR[] NOT NULL,           -- what a refresh calls
    cadence_days INTEGER NOT NULL CHECK (cadence_days > 0), -- newest date older than this: stale
    needs        VARCHAR NOT NULL,             -- what it needs before it can load; '' when nothing
    position     INTEGER NOT NULL DEFAULT 0    -- order in lists
);

-- Current state of every source that was ever loaded or tried: rows_kept, newest_date and last_good_*
-- describe the rows that are in the tables, the rest what happened at the last attempt.
CREATE TABLE source_load (
    source            VARCHAR PRIMARY KEY,
    origin            VARCHAR NOT NULL CHECK (origin IN ('live', 'file', 'sample')),
    verdict           VARCHAR NOT NULL CHECK (verdict IN ('ok', 'degraded', 'failed')),
    message           VARCHAR NOT NULL,
    attempted_at      TIMESTAMP NOT NULL,      -- UTC, last attempt
    last_good_at      TIMESTAMP,               -- UTC, the load whose rows are in the tables; NULL: none are
    last_good_origin  VARCHAR CHECK (last_good_origin IN ('live', 'file', 'sample')),
    newest_date       DATE,                    -- newest as_of_date among the kept rows
    rows_kept         BIGINT NOT NULL DEFAULT 0 CHECK (rows_kept >= 0), -- rows now in its tables (sample: or marts)
    rows_in           BIGINT NOT NULL CHECK (rows_in >= 0),   -- input records, of the last attempt
    rows_out          BIGINT NOT NULL CHECK (rows_out >= 0),  -- input records kept
    rejected          BIGINT NOT NULL CHECK (rejected >= 0),
    skipped           JSON NOT NULL,           -- rule → input records out of scope by it
    rejected_examples JSON NOT NULL,           -- first 20: {line, reason}
    files             JSON NOT NULL,           -- [{name, sha256, url}] of the last attempt
    CHECK (rows_in >= rows_out + rejected)
);

-- Every attempt ever made, oldest first; survives from generation to generation.
CREATE TABLE source_load_history (
    attempted_at TIMESTAMP NOT NULL,           -- UTC
    source       VARCHAR NOT NULL,
    origin       VARCHAR NOT NULL,
    verdict      VARCHAR NOT NULL,
    message      VARCHAR NOT NULL,
    rows_in      BIGINT NOT NULL,
    rows_out     BIGINT NOT NULL,
    rejected     BIGINT NOT NULL,
    newest_date  DATE,
    rows_appeared  BIGINT,                     -- against the rows before; NULL: nothing to compare with
    rows_vanished  BIGINT,
    rows_rewritten BIGINT                      -- same key, other values
);

-- --------------------------------------------------------------------------------- layoff events

-- One row a listed event, as upstream has it today (upstream rewrites history: replaced whole).
CREATE TABLE layoff_event (
    event_id          INTEGER PRIMARY KEY,     -- row number within the release
    company_key       VARCHAR NOT NULL,        -- trimmed, lower-cased name: the unit of company_history
    company_name      VARCHAR NOT NULL,
    event_date        DATE NOT NULL,
    laid_off_count    INTEGER CHECK (laid_off_count > 0),               -- people; NULL: not known
    laid_off_share    DOUBLE CHECK (laid_off_share > 0 AND laid_off_share <= 1), -- of the staff; 1: shut down
    industry_listed   VARCHAR,                 -- the list's own word ("Finance")
    naics_sector      VARCHAR,                 -- by the crosswalk; NULL: the word has no sector
    stage             VARCHAR,                 -- funding stage as listed; NULL: unknown
    country           VARCHAR,                 -- ISO 3166 alpha-2; NULL: not known
    location          VARCHAR,
    us_state          VARCHAR,                 -- postal code, of the listed place; NULL: abroad, or not known
    funds_raised_usd_millions DOUBLE CHECK (funds_raised_usd_millions >= 0),
    source_url        VARCHAR,
    added_date        DATE,                    -- day upstream listed it
    duplicate_group   INTEGER,                 -- same company and date listed more than once; NULL: single
    is_counted        BOOLEAN NOT NULL,        -- one row of a duplicate group (largest count known) counts
    source            VARCHAR NOT NULL,
    as_of_date        DATE NOT NULL
);

-- Mart: month × industry × country. A sum of known counts is not a total: events of unknown size stand beside it.
CREATE TABLE layoff_month (
    month               DATE NOT NULL,         -- first day
    industry_listed     VARCHAR NOT NULL,      -- 'Unknown' where the list has none
    country             VARCHAR NOT NULL,      -- ISO alpha-2, 'ZZ' where not known
    people_known        BIGINT NOT NULL,
    events              BIGINT NOT NULL,
    events_size_unknown BIGINT NOT NULL,
    source              VARCHAR NOT NULL,
    as_of_date          DATE NOT NULL,
    PRIMARY KEY (month, industry_listed, country)
);

-- Mart: the US part of layoff_month by state.
CREATE TABLE layoff_state_month (
    month               DATE NOT NULL,
    industry_listed     VARCHAR NOT NULL,
    us_state            VARCHAR NOT NULL,      -- postal code, '' where the listed place is not known
    people_known        BIGINT NOT NULL,
    events              BIGINT NOT NULL,
    events_size_unknown BIGINT NOT NULL,
    source              VARCHAR NOT NULL,
    as_of_date          DATE NOT NULL,
    PRIMARY KEY (month, industry_listed, us_state)
);

-- Mart: one row a company that was ever listed; what the safety answer needs of its history.
CREATE TABLE company_history (
    company_key        VARCHAR PRIMARY KEY,
    company_name       VARCHAR NOT NULL,       -- as in the newest event
    events             INTEGER NOT NULL,       -- counted events, duplicates once
    first_event_month  DATE NOT NULL,
    last_event_month   DATE NOT NULL,
    events_last_12m    INTEGER NOT NULL,       -- months as_of-11 … as_of, by as_of_date's month
    events_last_24m    INTEGER NOT NULL,
    people_known       BIGINT NOT NULL,        -- sum of known counts
    events_size_unknown INTEGER NOT NULL,
    last_share         DOUBLE,                 -- share of the newest event with a known share
    has_shut_down      BOOLEAN NOT NULL,       -- some event laid off 100 %
    stage              VARCHAR,                -- newest known
    industry_listed    VARCHAR,
    naics_sector       VARCHAR,
    country            VARCHAR,
    event_months       DATE[] NOT NULL,        -- month of each counted event, oldest first
    event_shares       DOUBLE[] NOT NULL,      -- aligned with event_months: share of staff; NULL: not known
    event_counts       INTEGER[] NOT NULL,     -- aligned with event_months: people; NULL: not known
    funds_raised_usd_millions DOUBLE,          -- newest known
    source             VARCHAR NOT NULL,
    as_of_date         DATE NOT NULL
);

-- Mart: the 300 largest counted events since 2020 by name.
CREATE TABLE layoff_largest (
    rank            INTEGER PRIMARY KEY,
    company_key     VARCHAR NOT NULL,
    company_name    VARCHAR NOT NULL,
    event_date      DATE NOT NULL,
    laid_off_count  INTEGER NOT NULL,
    laid_off_share  DOUBLE,
    industry_listed VARCHAR,
    stage           VARCHAR,
    country         VARCHAR,
    location        VARCHAR,
    source_url      VARCHAR,
    source          VARCHAR NOT NULL,
    as_of_date      DATE NOT NULL
);

-- Mart: how often listed companies were listed again, month by month: the market's and each industry's state.
CREATE TABLE layoff_hazard_month (
    month              DATE NOT NULL,
    industry_listed    VARCHAR NOT NULL,       -- 'All' for the whole list
    companies_at_risk  INTEGER NOT NULL,       -- listed before this month and not shut down
    companies_with_event INTEGER NOT NULL,     -- of those, listed again in this month
    source             VARCHAR NOT NULL,
    as_of_date         DATE NOT NULL,
    PRIMARY KEY (month, industry_listed)
);

-- Mart: how deep the cuts are, by stage ('All' for every stage); shutdowns are left out.
CREATE TABLE layoff_cut_share (
    stage          VARCHAR PRIMARY KEY,
    share_median   DOUBLE NOT NULL,
    share_mean     DOUBLE NOT NULL,
    events_with_share INTEGER NOT NULL,
    source         VARCHAR NOT NULL,
    as_of_date     DATE NOT NULL
);

-- ---------------------------------------------------------------------------------- WARN notices

-- US advance notices of plant closings and mass layoffs, as employers filed them with the states:
-- one row a notice, at its highest version.
CREATE TABLE warn_notice (
    notice_id          VARCHAR PRIMARY KEY,    -- the publisher's own key
    state              VARCHAR NOT NULL,       -- postal code; not all states are there
    employer_name      VARCHAR NOT NULL,       -- as filed, often with the site
    employer_canonical VARCHAR NOT NULL,       -- cleaned by the register; as filed where it is not
    employer_key       VARCHAR NOT NULL,       -- one key for an employer's spellings ("qid:Q66", "n:jones")
    company_key        VARCHAR NOT NULL,       -- trimmed, lower-cased employer_canonical: the link to company_history
    ticker             VARCHAR,
    naics_code         VARCHAR,                -- 2 to 6 digits or a range ("44-45"); half have none
    naics_sector       VARCHAR,
    county_fips        VARCHAR CHECK (regexp_full_match(county_fips, '[0-9]{5}')),
    county_name        VARCHAR,
    location           VARCHAR,                -- as filed
    notice_date        DATE,                   -- as published, even where it cannot be
    effective_date     DATE,                   -- first layoff
    month              DATE,                   -- first day; NULL: no usable date
    month_basis        VARCHAR CHECK (month_basis IN ('notice', 'agency', 'effective')),
        -- which date gave the month: the notice's; the day the agency got it; the first layoff, some two months later
    employees_affected INTEGER CHECK (employees_affected > 0), -- NULL: not stated
    layoff_type        VARCHAR NOT NULL CHECK (layoff_type IN ('closure', 'mass_layoff', 'unknown')),
    is_temporary       BOOLEAN,
    is_amendment       BOOLEAN,
    version            SMALLINT NOT NULL CHECK (version >= 1), -- how often it was revised, plus one
    source_url         VARCHAR,
    first_seen_date    DATE,                   -- by the publisher of the collection
    source             VARCHAR NOT NULL,
    as_of_date         DATE NOT NULL
);

-- Mart: one row an employer; a sum of known headcounts is not a total.
CREATE TABLE warn_employer (
    employer_key          VARCHAR PRIMARY KEY,
    employer_name         VARCHAR NOT NULL,    -- canonical, of the newest notice
    company_key           VARCHAR NOT NULL,    -- of employer_name
    ticker                VARCHAR,
    naics_sector          VARCHAR,             -- newest known
    notices               INTEGER NOT NULL,
    notices_last_12m      INTEGER NOT NULL,    -- months as_of-11 … as_of
    employees_known       BIGINT NOT NULL,
    employees_known_last_12m BIGINT NOT NULL,
    notices_size_unknown  INTEGER NOT NULL,
    first_month           DATE,
    last_month            DATE,                -- not after as_of
    states                VARCHAR[] NOT NULL,
    source                VARCHAR NOT NULL,
    as_of_date            DATE NOT NULL
);

-- Mart: notices by state and month, up to the month of as_of_date.
CREATE TABLE warn_state_month (
    state                 VARCHAR NOT NULL,
    month                 DATE NOT NULL,
    notices               INTEGER NOT NULL,
    employers             INTEGER NOT NULL,    -- distinct employer_key
    employees_known       BIGINT NOT NULL,
    notices_size_unknown  INTEGER NOT NULL,
    notices_by_effective_date INTEGER NOT NULL, -- placed by the first layoff for want of a notice date
    source                VARCHAR NOT NULL,
    as_of_date            DATE NOT NULL,
    PRIMARY KEY (state, month)
);

-- Mart: distinct filers a year, over all states at hand.
CREATE TABLE warn_year (
    year                  SMALLINT PRIMARY KEY,
    employers             INTEGER NOT NULL,    -- distinct employer_key
    notices               INTEGER NOT NULL,
    employees_known       BIGINT NOT NULL,
    states                INTEGER NOT NULL,    -- states with a notice that year
    has_california        BOOLEAN NOT NULL,    -- without it there is no national count
    source                VARCHAR NOT NULL,
    as_of_date            DATE NOT NULL
);

-- Mart: counties with a notice in the last 24 months.
CREATE TABLE warn_county (
    county_fips           VARCHAR PRIMARY KEY,
    county_name           VARCHAR NOT NULL,
    state                 VARCHAR NOT NULL,
    notices_last_12m      INTEGER NOT NULL,
    employees_known_last_12m BIGINT NOT NULL,
    notices_last_24m      INTEGER NOT NULL,
    employees_known_last_24m BIGINT NOT NULL,
    source                VARCHAR NOT NULL,
    as_of_date            DATE NOT NULL
);

-- ------------------------------------------------------------------------------- European restructuring

-- Announcements of 100 jobs or more (or a tenth of a site of 250) in the EU and Norway, from the press
-- (Eurofound, European Restructuring Monitor).
CREATE TABLE eu_restructuring_event (
    event_id           VARCHAR PRIMARY KEY,    -- Eurofound's factsheet number
    announced_date     DATE NOT NULL,
    country            VARCHAR,                -- ISO alpha-2; NULL: the European Union, the world
    company_name       VARCHAR NOT NULL,
    company_key        VARCHAR NOT NULL,       -- trimmed, lower-cased name
    sector             VARCHAR,                -- in Eurofound's words
    restructuring_type VARCHAR,                -- 'Closure', 'Internal restructuring', 'Business expansion', …
    employment_change  INTEGER,                -- jobs as announced; negative: lost; NULL: not known
    source             VARCHAR NOT NULL,
    as_of_date         DATE NOT NULL
);

-- Mart: announced job losses and gains by month and country.
CREATE TABLE eu_restructuring_month (
    month               DATE NOT NULL,
    country             VARCHAR NOT NULL,      -- ISO alpha-2, 'ZZ' for more than one country
    jobs_lost_known     BIGINT NOT NULL,       -- positive number
    jobs_gained_known   BIGINT NOT NULL,
    events_of_loss      INTEGER NOT NULL,
    events              INTEGER NOT NULL,
    events_size_unknown INTEGER NOT NULL,
    source              VARCHAR NOT NULL,
    as_of_date          DATE NOT NULL,
    PRIMARY KEY (month, country)
);

-- ------------------------------------------------------------------------------------- UK earnings, ASHE

-- Gross annual pay by occupation, employee jobs of the UK (ONS, ASHE table 14.7a).
CREATE TABLE ashe_wage (
    year                  SMALLINT NOT NULL,   -- tax year that ended in April
    employee_group        VARCHAR NOT NULL CHECK (employee_group IN ('all', 'full_time')),
    soc2020_code          VARCHAR NOT NULL,    -- UK SOC 2020, 1 to 4 digits; 'all': all occupations
    occupation_name       VARCHAR NOT NULL,
    jobs_thousands        DOUBLE CHECK (jobs_thousands >= 0),
    wage_annual_mean_gbp  DOUBLE,
    wage_annual_p10_gbp   DOUBLE,
    wage_annual_p25_gbp   DOUBLE,
    wage_annual_p50_gbp   DOUBLE,
    wage_annual_p75_gbp   DOUBLE,
    wage_annual_p90_gbp   DOUBLE,
    p50_missing           VARCHAR CHECK (p50_missing IN ('unreliable', 'disclosive', 'not_applicable', 'nil')),
        -- why the median is NULL: the sample is too small, or a person could be recognised, …
    is_provisional        BOOLEAN NOT NULL,
    source                VARCHAR NOT NULL,
    as_of_date            DATE NOT NULL,
    PRIMARY KEY (year, employee_group, soc2020_code)
);

-- ---------------------------------------------------------------------------------------------- Malaysia

-- Labour force survey, monthly (DOSM).
CREATE TABLE my_labour_month (
    month                       DATE PRIMARY KEY,
    labour_force_thousands      DOUBLE NOT NULL CHECK (labour_force_thousands > 0),
    employed_thousands          DOUBLE NOT NULL CHECK (employed_thousands > 0),
    unemployed_thousands        DOUBLE NOT NULL CHECK (unemployed_thousands >= 0),
    outside_labour_force_thousands DOUBLE CHECK (outside_labour_force_thousands >= 0),
    participation_rate_pct      DOUBLE CHECK (participation_rate_pct BETWEEN 0 AND 100),
    employment_population_ratio_pct DOUBLE CHECK (employment_population_ratio_pct BETWEEN 0 AND 100),
    unemployment_rate_pct       DOUBLE NOT NULL CHECK (unemployment_rate_pct BETWEEN 0 AND 100),
    source                      VARCHAR NOT NULL,
    as_of_date                  DATE NOT NULL
);

-- Formal-sector wages by percentile of earners (DOSM, from social security records).
CREATE TABLE my_wage_percentile (
    period_start     DATE NOT NULL,
    percentile       SMALLINT NOT NULL CHECK (percentile BETWEEN 1 AND 100),
    wage_monthly_myr DOUBLE NOT NULL CHECK (wage_monthly_myr > 0),
    source           VARCHAR NOT NULL,
    as_of_date       DATE NOT NULL,
    PRIMARY KEY (period_start, percentile)
);

-- ------------------------------------------------------------------- H-1B labour condition applications

-- What employers attested to pay foreign workers (US Department of Labor): one row a certified case.
-- An application is no hire; persons in it (contacts, attorneys, preparers) are never loaded.
CREATE TABLE h1b_case (
    case_number         VARCHAR PRIMARY KEY,
    decision_date       DATE NOT NULL,
    job_title           VARCHAR NOT NULL,
    soc_code            VARCHAR CHECK (regexp_full_match(soc_code, '[0-9]{2}-[0-9]{4}')),
    is_full_time        BOOLEAN,
    worker_positions    INTEGER CHECK (worker_positions > 0),
    employer_name       VARCHAR NOT NULL,
    company_key         VARCHAR NOT NULL,      -- trimmed, lower-cased employer_name
    naics_code          VARCHAR,
    worksite_city       VARCHAR,
    worksite_state      VARCHAR,               -- postal code
    wage_annual_low_usd DOUBLE NOT NULL CHECK (wage_annual_low_usd BETWEEN 10000 AND 5000000),
    wage_annual_high_usd DOUBLE CHECK (wage_annual_high_usd >= wage_annual_low_usd), -- NULL: no range given
    prevailing_wage_annual_usd DOUBLE CHECK (prevailing_wage_annual_usd > 0),
    prevailing_wage_level VARCHAR CHECK (prevailing_wage_level IN ('I', 'II', 'III', 'IV')),
    source              VARCHAR NOT NULL,
    as_of_date          DATE NOT NULL
);

-- Mart: what an employer attested for an occupation, full-time cases of the whole US.
CREATE TABLE h1b_employer_wage (
    company_key         VARCHAR NOT NULL,
    soc_code            VARCHAR NOT NULL,
    employer_name       VARCHAR NOT NULL,
    cases               INTEGER NOT NULL,      -- 3 or more
    wage_annual_p25_usd DOUBLE NOT NULL,       -- of the lower ends of the ranges
    wage_annual_p50_usd DOUBLE NOT NULL,
    wage_annual_p75_usd DOUBLE NOT NULL,
    newest_decision     DATE NOT NULL,
    source              VARCHAR NOT NULL,
    as_of_date          DATE NOT NULL,
    PRIMARY KEY (company_key, soc_code)
);

-- ----------------------------------------------------------------------------------------- JOLTS

-- BLS Job Openings and Labor Turnover Survey, one row a series and month; the id is decoded, not looked up.
CREATE TABLE jolts_value (
    series_id            VARCHAR NOT NULL,     -- 21 characters, JT…
    month                DATE NOT NULL,
    is_seasonally_adjusted BOOLEAN NOT NULL,
    industry_code        VARCHAR NOT NULL,     -- 6 digits; 000000 total nonfarm, 510000 Information, 510099 Financial activities
    state_code           VARCHAR NOT NULL,     -- FIPS, 00 = US; MW, NE, SO, WE: census regions
    size_class_code      VARCHAR NOT NULL,     -- 00 = all
    element              VARCHAR NOT NULL CHECK (element IN ('JO', 'HI', 'TS', 'QU', 'LD', 'OS')), -- LD: layoffs and discharges
    rate_monthly_pct     DOUBLE CHECK (rate_monthly_pct BETWEEN 0 AND 100),
    level_thousands      DOUBLE CHECK (level_thousands >= 0),
    averaged_months      SMALLINT NOT NULL CHECK (averaged_months IN (1, 3)), -- 3: trailing mean; never joins monthly values
    is_preliminary       BOOLEAN NOT NULL,
    source               VARCHAR NOT NULL,
    as_of_date           DATE NOT NULL,
    PRIMARY KEY (series_id, month, averaged_months),
    CHECK ((rate_monthly_pct IS NULL) <> (level_thousands IS NULL))
);

-- ------------------------------------------------------------------------------------------ OEWS

CREATE TABLE oews_area (
    area_code  VARCHAR PRIMARY KEY,            -- 7 digits; 0000000 nation, ss00000 state, 00ccccc metro
    area_type  VARCHAR NOT NULL CHECK (area_type IN ('nation', 'state', 'metro')),
    state_fips VARCHAR NOT NULL,
    area_name  VARCHAR NOT NULL,
    source     VARCHAR NOT NULL,
    as_of_date DATE NOT NULL
);

CREATE TABLE oews_occupation (
    soc_code        VARCHAR PRIMARY KEY,       -- with dash, 15-1252
    occupation_name VARCHAR NOT NULL,
    soc_level       VARCHAR NOT NULL CHECK (soc_level IN ('total', 'major', 'minor', 'broad', 'detailed')),
    source          VARCHAR NOT NULL,
    as_of_date      DATE NOT NULL
);

-- Wages of all industries together, by occupation and area.
CREATE TABLE oews_wage (
    area_code              VARCHAR NOT NULL,
    soc_code               VARCHAR NOT NULL,
    employment             BIGINT,
    employment_rse_pct     DOUBLE,             -- relative standard error
    wage_hourly_mean_usd   DOUBLE,
    wage_annual_mean_usd   DOUBLE,
    wage_rse_pct           DOUBLE,
    wage_hourly_p10_usd    DOUBLE, wage_hourly_p25_usd DOUBLE, wage_hourly_p50_usd DOUBLE,
    wage_hourly_p75_usd    DOUBLE, wage_hourly_p90_usd DOUBLE,
    wage_annual_p10_usd    DOUBLE, wage_annual_p25_usd DOUBLE, wage_annual_p50_usd DOUBLE,
    wage_annual_p75_usd    DOUBLE, wage_annual_p90_usd DOUBLE,
    wage_topcoded_from_percentile SMALLINT CHECK (wage_topcoded_from_percentile IN (10, 25, 50, 75, 90)),
        -- this percentile and all above it are lower bounds, not values: the publisher's ceiling, or
        -- the percentile below where that is higher
    wage_basis             VARCHAR NOT NULL CHECK (wage_basis IN ('hourly_and_annual', 'annual_only', 'hourly_only', 'not_released')),
    source                 VARCHAR NOT NULL,
    as_of_date             DATE NOT NULL,
    PRIMARY KEY (area_code, soc_code)
);

-- Employment by sector and occupation group, nation: the weights of population means.
CREATE TABLE oews_employment (
    naics_sector VARCHAR NOT NULL,
    soc_code     VARCHAR NOT NULL,
    employment   BIGINT NOT NULL,
    source       VARCHAR NOT NULL,
    as_of_date   DATE NOT NULL,
    PRIMARY KEY (naics_sector, soc_code)
);

-- ---------------------------------------------------------------------------------------- titles

-- What jobs of an occupation are called (O*NET); its finer codes are cut to SOC.
CREATE TABLE occupation_title (
    soc_code   VARCHAR NOT NULL,               -- with dash, 15-1252
    title      VARCHAR NOT NULL,
    title_kind VARCHAR NOT NULL CHECK (title_kind IN ('occupation', 'specialty', 'alternate', 'short', 'reported')),
        -- occupation: the name of the SOC code itself; specialty: of an O*NET code within it
    source     VARCHAR NOT NULL,
    as_of_date DATE NOT NULL,
    PRIMARY KEY (soc_code, title, title_kind)
);

-- ---------------------------------------------------------------------------- single salaries

-- One answer to the Ask a Manager survey. Age, gender and race are asked there and not loaded.
CREATE TABLE survey_salary (
    salary_id             INTEGER PRIMARY KEY,
    round_year            SMALLINT NOT NULL,   -- year in which most answers of its survey came
    paid_on               DATE NOT NULL,       -- day of the answer
    title                 VARCHAR NOT NULL,    -- as written
    soc_code              VARCHAR,             -- of the titles kept by hand; NULL: not among them
    industry              VARCHAR,             -- as written
    functional_area       VARCHAR,             -- as chosen; asked since 2023
    country               VARCHAR NOT NULL,    -- ISO 3166 alpha-2
    region                VARCHAR,             -- US state postal code; NULL: several, or none
    city                  VARCHAR,             -- as written
    work_mode             VARCHAR CHECK (work_mode IN ('onsite', 'hybrid', 'remote')), -- asked since 2023
    experience_from_years SMALLINT,            -- in the field; overall where that is not told
    experience_to_years   SMALLINT,
    overall_from_years    SMALLINT,            -- professional experience overall
    overall_to_years      SMALLINT,
    education             VARCHAR,
    pay_annual            DOUBLE NOT NULL CHECK (pay_annual > 0),  -- gross base, in currency
    bonus_annual          DOUBLE CHECK (bonus_annual >= 0),        -- additional money, in currency
    currency              VARCHAR NOT NULL,
    source                VARCHAR NOT NULL,
    as_of_date            DATE NOT NULL
);

-- One salary given to ai-jobs.net.
CREATE TABLE ai_jobs_salary (
    salary_id             INTEGER PRIMARY KEY,
    round_year            SMALLINT NOT NULL,   -- all rounds of the last two years are one
    paid_on               DATE NOT NULL,       -- middle of the year that it was paid in
    title                 VARCHAR NOT NULL,
    soc_code              VARCHAR,
    experience_level      VARCHAR NOT NULL CHECK (experience_level IN ('EN', 'MI', 'SE', 'EX')),
    experience_from_years SMALLINT,            -- that the level stands for; NULL for executives
    experience_to_years   SMALLINT,
    employment_type       VARCHAR NOT NULL CHECK (employment_type IN ('FT', 'PT', 'CT', 'FL')),
    country               VARCHAR NOT NULL,    -- where the employee lives
    region                VARCHAR,             -- not told: always NULL
    company_country       VARCHAR NOT NULL,
    company_size          VARCHAR NOT NULL CHECK (company_size IN ('S', 'M', 'L')),
    remote_pct            SMALLINT NOT NULL CHECK (remote_pct IN (0, 50, 100)),
    pay_annual            DOUBLE NOT NULL CHECK (pay_annual > 0), -- US dollars at the year's rate, as published
    currency              VARCHAR NOT NULL,    -- always USD
    source                VARCHAR NOT NULL,
    as_of_date            DATE NOT NULL
);

-- One salary of the Stack Overflow developer survey.
CREATE TABLE stackoverflow_salary (
    salary_id             INTEGER PRIMARY KEY,
    round_year            SMALLINT NOT NULL,
    paid_on               DATE NOT NULL,
    title                 VARCHAR NOT NULL,    -- the role chosen
    soc_code              VARCHAR,
    country               VARCHAR NOT NULL,
    region                VARCHAR,             -- not asked: always NULL
    experience_from_years SMALLINT,            -- years of code: range of a few years around them
    experience_to_years   SMALLINT,
    years_coding          DOUBLE CHECK (years_coding BETWEEN 0 AND 70),
    education             VARCHAR,
    pay_annual            DOUBLE NOT NULL CHECK (pay_annual > 0), -- US dollars, as published
    currency              VARCHAR NOT NULL,    -- always USD
    source                VARCHAR NOT NULL,
    as_of_date            DATE NOT NULL
);

-- Marts: percentiles of the newest round of each, by occupation, place and experience.
CREATE TABLE survey_pay_band (
    soc_code              VARCHAR NOT NULL,
    country               VARCHAR NOT NULL,    -- ISO 3166 alpha-2
    region                VARCHAR NOT NULL,    -- US state postal code; '' for the whole country
    experience_from_years SMALLINT NOT NULL,   -- 0 to 99: all, told or not
    experience_to_years   SMALLINT NOT NULL,
    reports               INTEGER NOT NULL CHECK (reports >= 10),
    pay_annual_p10        DOUBLE NOT NULL, pay_annual_p25 DOUBLE NOT NULL, pay_annual_p50 DOUBLE NOT NULL,
    pay_annual_p75        DOUBLE NOT NULL, pay_annual_p90 DOUBLE NOT NULL,
    currency              VARCHAR NOT NULL,    -- of the percentiles
    paid_on               DATE NOT NULL,       -- middle of the days that the salaries speak for
    source                VARCHAR NOT NULL,
    as_of_date            DATE NOT NULL,
    PRIMARY KEY (soc_code, country, region, experience_from_years, experience_to_years)
);

-- Reported pay by the year it was paid in and by where people work.
CREATE TABLE ai_jobs_pay_year (
    soc_code              VARCHAR NOT NULL,
    country               VARCHAR NOT NULL,    -- ISO 3166 alpha-2
    year                  SMALLINT NOT NULL,
    work_mode             VARCHAR NOT NULL CHECK (work_mode IN ('all', 'onsite', 'hybrid', 'remote')),
    experience_from_years SMALLINT NOT NULL,   -- 0 to 99: all, told or not
    experience_to_years   SMALLINT NOT NULL,
    reports               INTEGER NOT NULL CHECK (reports >= 1),
    pay_annual_p10        DOUBLE, pay_annual_p25 DOUBLE, pay_annual_p50 DOUBLE, -- NULL: too few reports
    pay_annual_p75        DOUBLE, pay_annual_p90 DOUBLE,
    currency              VARCHAR NOT NULL,
    source                VARCHAR NOT NULL,
    as_of_date            DATE NOT NULL,
    PRIMARY KEY (soc_code, country, year, work_mode, experience_from_years, experience_to_years)
);

CREATE TABLE ai_jobs_pay_band (
    soc_code              VARCHAR NOT NULL,
    country               VARCHAR NOT NULL,    -- ISO 3166 alpha-2
    region                VARCHAR NOT NULL,    -- US state postal code; '' for the whole country
    experience_from_years SMALLINT NOT NULL,   -- 0 to 99: all, told or not
    experience_to_years   SMALLINT NOT NULL,
    reports               INTEGER NOT NULL CHECK (reports >= 10),
    pay_annual_p10        DOUBLE NOT NULL, pay_annual_p25 DOUBLE NOT NULL, pay_annual_p50 DOUBLE NOT NULL,
    pay_annual_p75        DOUBLE NOT NULL, pay_annual_p90 DOUBLE NOT NULL,
    currency              VARCHAR NOT NULL,    -- of the percentiles
    paid_on               DATE NOT NULL,       -- middle of the days that the salaries speak for
    source                VARCHAR NOT NULL,
    as_of_date            DATE NOT NULL,
    PRIMARY KEY (soc_code, country, region, experience_from_years, experience_to_years)
);

CREATE TABLE stackoverflow_pay_band (
    soc_code              VARCHAR NOT NULL,
    country               VARCHAR NOT NULL,    -- ISO 3166 alpha-2
    region                VARCHAR NOT NULL,    -- US state postal code; '' for the whole country
    experience_from_years SMALLINT NOT NULL,   -- 0 to 99: all, told or not
    experience_to_years   SMALLINT NOT NULL,
    reports               INTEGER NOT NULL CHECK (reports >= 10),
    pay_annual_p10        DOUBLE NOT NULL, pay_annual_p25 DOUBLE NOT NULL, pay_annual_p50 DOUBLE NOT NULL,
    pay_annual_p75        DOUBLE NOT NULL, pay_annual_p90 DOUBLE NOT NULL,
    currency              VARCHAR NOT NULL,    -- of the percentiles
    paid_on               DATE NOT NULL,       -- middle of the days that the salaries speak for
    source                VARCHAR NOT NULL,
    as_of_date            DATE NOT NULL,
    PRIMARY KEY (soc_code, country, region, experience_from_years, experience_to_years)
);

-- ------------------------------------------------------------------------------ currency, prices

-- ECB euro reference rates, business days.
CREATE TABLE fx_day (
    day           DATE NOT NULL,
    currency      VARCHAR NOT NULL,            -- ISO 4217
    units_per_eur DOUBLE NOT NULL CHECK (units_per_eur > 0),
    source        VARCHAR NOT NULL,
    as_of_date    DATE NOT NULL,
    PRIMARY KEY (day, currency)
);

-- Mart: mean of the month's days; what every conversion uses. The euro itself is a row of ones.
CREATE TABLE fx_month (
    month         DATE NOT NULL,
    currency      VARCHAR NOT NULL,
    units_per_eur DOUBLE NOT NULL CHECK (units_per_eur > 0),
    days          INTEGER NOT NULL,
    source        VARCHAR NOT NULL,
    as_of_date    DATE NOT NULL,
    PRIMARY KEY (month, currency)
);

-- World Bank purchasing power parity (PA.NUS.PPP): local currency units per international dollar.
CREATE TABLE ppp_rate (
    country           VARCHAR NOT NULL,        -- ISO 3166 alpha-2
    year              SMALLINT NOT NULL,
    units_per_intl_usd DOUBLE NOT NULL CHECK (units_per_intl_usd > 0),
    source            VARCHAR NOT NULL,
    as_of_date        DATE NOT NULL,
    PRIMARY KEY (country, year)
);

-- US consumer prices, all urban consumers, all items.
CREATE TABLE cpi_month (
    month                  DATE NOT NULL,
    is_seasonally_adjusted BOOLEAN NOT NULL,
    index_1982_84          DOUBLE NOT NULL CHECK (index_1982_84 > 0),
    source                 VARCHAR NOT NULL,
    as_of_date             DATE NOT NULL,
    PRIMARY KEY (month, is_seasonally_adjusted)
);

-- ---------------------------------------------------------------------------------- claims

-- Initial claims for unemployment insurance, US, seasonally adjusted.
CREATE TABLE claims_week (
    week_ending    DATE PRIMARY KEY,           -- a Saturday
    initial_claims INTEGER NOT NULL CHECK (initial_claims >= 0),
    source         VARCHAR NOT NULL,
    as_of_date     DATE NOT NULL
);

-- ---------------------------------------------------------------------------------- Indeed Hiring Lab

-- Job postings on Indeed, 1 February 2020 = 100, trailing mean of seven days.
CREATE TABLE indeed_postings_day (
    country          VARCHAR NOT NULL,         -- ISO alpha-2; EA: euro area
    state_code       VARCHAR NOT NULL,         -- US postal code; '': the whole country
    sector           VARCHAR NOT NULL,         -- Indeed's own occupational sector; 'All'
    variable         VARCHAR NOT NULL CHECK (variable IN ('total', 'new')), -- new: seven days or less on Indeed
    day              DATE NOT NULL,
    index_adjusted   DOUBLE NOT NULL CHECK (index_adjusted >= 0),    -- seasonally
    index_unadjusted DOUBLE CHECK (index_unadjusted >= 0),           -- NULL: published for countries only
    source           VARCHAR NOT NULL,
    as_of_date       DATE NOT NULL,
    PRIMARY KEY (country, state_code, sector, variable, day)
);

-- Mart: mean of the month's days.
CREATE TABLE indeed_postings_month (
    country          VARCHAR NOT NULL,
    state_code       VARCHAR NOT NULL,
    sector           VARCHAR NOT NULL,
    variable         VARCHAR NOT NULL,
    month            DATE NOT NULL,
    index_adjusted   DOUBLE NOT NULL,
    index_unadjusted DOUBLE,
    days             INTEGER NOT NULL,
    source           VARCHAR NOT NULL,
    as_of_date       DATE NOT NULL,
    PRIMARY KEY (country, state_code, sector, variable, month)
);

-- Growth of the wages in job postings over twelve months, same jobs compared.
CREATE TABLE indeed_wage_growth (
    country             VARCHAR NOT NULL,      -- ISO alpha-2; EA: euro area
    sector              VARCHAR NOT NULL,      -- 'All', or a sector (US only)
    month               DATE NOT NULL,
    postings            INTEGER NOT NULL,      -- postings behind the figure
    growth_yoy_share    DOUBLE NOT NULL,       -- 0.023: 2.3 % more than a year before
    growth_yoy_3m_share DOUBLE,                -- mean of three months; NULL in the first two
    source              VARCHAR NOT NULL,
    as_of_date          DATE NOT NULL,
    PRIMARY KEY (country, sector, month)
);

-- Share of postings that offer remote or hybrid work.
CREATE TABLE indeed_remote_day (
    country          VARCHAR NOT NULL,
    day              DATE NOT NULL,
    remote_share_pct DOUBLE NOT NULL CHECK (remote_share_pct BETWEEN 0 AND 100),
    source           VARCHAR NOT NULL,
    as_of_date       DATE NOT NULL,
    PRIMARY KEY (country, day)
);

-- Mart: mean of the month's days.
CREATE TABLE indeed_remote_month (
    country          VARCHAR NOT NULL,
    month            DATE NOT NULL,
    remote_share_pct DOUBLE NOT NULL,
    days             INTEGER NOT NULL,
    source           VARCHAR NOT NULL,
    as_of_date       DATE NOT NULL,
    PRIMARY KEY (country, month)
);

-- Share of postings that speak of artificial intelligence.
CREATE TABLE indeed_ai_day (
    country      VARCHAR NOT NULL,
    day          DATE NOT NULL,
    ai_share_pct DOUBLE NOT NULL CHECK (ai_share_pct BETWEEN 0 AND 100),
    source       VARCHAR NOT NULL,
    as_of_date   DATE NOT NULL,
    PRIMARY KEY (country, day)
);

-- Mart: mean of the month's days.
CREATE TABLE indeed_ai_month (
    country      VARCHAR NOT NULL,
    month        DATE NOT NULL,
    ai_share_pct DOUBLE NOT NULL,
    days         INTEGER NOT NULL,
    source       VARCHAR NOT NULL,
    as_of_date   DATE NOT NULL,
    PRIMARY KEY (country, month)
);

-- ---------------------------------------------------------------------------------- fitted models
-- Written by `etl fit`; a page only multiplies.

CREATE TABLE model_fit (
    model          VARCHAR PRIMARY KEY,        -- 'layoff_hazard', 'experience_curve', …
    fitted_at      TIMESTAMP NOT NULL,
    train_from     DATE NOT NULL,
    train_to       DATE NOT NULL,
    n              BIGINT NOT NULL,            -- training rows
    trained_on     VARCHAR NOT NULL,           -- source and its as-of date, in words
    settings       JSON NOT NULL,              -- what the forecast needs beside the coefficients
    source         VARCHAR NOT NULL,
    as_of_date     DATE NOT NULL
);

CREATE TABLE model_coefficient (
    model      VARCHAR NOT NULL,
    term       VARCHAR NOT NULL,
    position   INTEGER NOT NULL,
    estimate   DOUBLE NOT NULL,
    PRIMARY KEY (model, term)
);

CREATE TABLE model_covariance (
    model      VARCHAR NOT NULL,
    term_row   VARCHAR NOT NULL,
    term_column VARCHAR NOT NULL,
    covariance DOUBLE NOT NULL,
    PRIMARY KEY (model, term_row, term_column)
);

-- Back-test scores as they fell, per origin ('all' pooled; 'mean' over origins), for the model and every baseline.
CREATE TABLE model_score (
    model      VARCHAR NOT NULL,
    method     VARCHAR NOT NULL,               -- 'model' or the baseline's name
    origin     VARCHAR NOT NULL,               -- ISO month, 'pooled' or 'mean'
    metric     VARCHAR NOT NULL,               -- brier, log_loss, auc, slope, n, rate, …
    value      DOUBLE,
    PRIMARY KEY (model, method, origin, metric)
);

CREATE TABLE model_calibration (
    model          VARCHAR NOT NULL,
    method         VARCHAR NOT NULL,
    bin            INTEGER NOT NULL,           -- decile of the forecast, 1 to 10
    forecast_mean  DOUBLE NOT NULL,
    observed_rate  DOUBLE NOT NULL,
    n              INTEGER NOT NULL,
    PRIMARY KEY (model, method, bin)
);
