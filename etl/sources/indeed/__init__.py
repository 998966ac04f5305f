"""Indeed Hiring Lab: postings, posted wages, remote work and AI in postings, by country."""

from etl.sources.indeed.postings import IndeedPostings
from etl.sources.indeed.shares import IndeedAi, IndeedRemote
from etl.sources.indeed.wages import IndeedWages

__all__ = ["IndeedAi", "IndeedPostings", "IndeedRemote", "IndeedWages"]
