"""One module per source; the registry lists them in their order."""

from __future__ import annotations

from etl.source import Source
from etl.sources.ai_jobs import AiJobs
from etl.sources.claims import Claims
from etl.sources.cpi import Cpi
from etl.sources.ecb_fx import EcbFx
from etl.sources.eu_restructuring import EuRestructuring
from etl.sources.h1b_lca import H1bLca
from etl.sources.indeed import IndeedAi, IndeedPostings, IndeedRemote, IndeedWages
from etl.sources.jolts import Jolts
from etl.sources.layoff_events import LayoffEvents
from etl.sources.malaysia import MyLabour, MyWages
from etl.sources.oews import Oews
from etl.sources.onet import Onet
from etl.sources.ppp import Ppp
from etl.sources.salary_survey import SalarySurvey
from etl.sources.stackoverflow import StackOverflow
from etl.sources.uk_ashe import UkAshe
from etl.sources.warn_notices import WarnNotices

SOURCES: tuple[Source, ...] = (
    LayoffEvents(),
    WarnNotices(),
    Jolts(),
    Claims(),
    Oews(),
    H1bLca(),
    IndeedPostings(),
    IndeedWages(),
    IndeedRemote(),
    IndeedAi(),
    EcbFx(),
    Ppp(),
    Cpi(),
    Onet(),
    SalarySurvey(),
    StackOverflow(),
    AiJobs(),
    MyLabour(),
    MyWages(),
    UkAshe(),
    EuRestructuring(),
)
