"""Where things live on this machine, read from the environment once and passed on."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

_LOG = logging.getLogger(__name__)

PROJECT_DIR = Path(__file__).resolve().parents[1]
SAMPLE_DIR = PROJECT_DIR / "data" / "sample"


@dataclass(frozen=True)
class Settings:
    """Paths and addresses that differ from machine to machine.

    Attributes:
        data_dir: Folder of the market half (raw files, published generations); ``GREENER_DATA``.
        journal_url: SQLAlchemy URL of the person's own records; ``GREENER_JOURNAL``.
        contact: Contact put into the User-Agent of every request; ``GREENER_CONTACT``. Some
            publishers (BLS) refuse requests without one.
        keep_releases: How many releases of raw files each source keeps; ``GREENER_KEEP_RELEASES``.
        bls_api_key: Free registration key of the BLS API, which raises its daily limits;
            ``BLS_API_KEY``.
        layoff_events_url: The person's own layoff list (an address or a path) in place of the
            default one; ``GREENER_LAYOFF_EVENTS_URL``.
    """

    data_dir: Path
    journal_url: str
    contact: str | None = None
    keep_releases: int = 3
    bls_api_key: str | None = None
    layoff_events_url: str | None = None

    @property
    def published_dir(self) -> Path:
        """Folder of the published generations and of the pointer to the current one."""
        return self.data_dir / "published"

    @property
    def raw_dir(self) -> Path:
        """Folder of the unedited source files."""
        return self.data_dir / "raw"


def load_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings from the environment, with defaults that suit one person's machine."""
    data_dir = Path(environ.get("GREENER_DATA") or PROJECT_DIR / "data").expanduser()
    journal_url = environ.get("GREENER_JOURNAL")
    if not journal_url:
        folder = platformdirs.user_data_path("greener", appauthor=False)
        journal_url = f"sqlite:///{folder / 'journal.sqlite'}"
    return Settings(
        data_dir=data_dir,
        journal_url=journal_url,
        contact=environ.get("GREENER_CONTACT") or None,
        keep_releases=_at_least_one("GREENER_KEEP_RELEASES", environ, default=3),
        bls_api_key=environ.get("BLS_API_KEY") or None,
        layoff_events_url=environ.get("GREENER_LAYOFF_EVENTS_URL") or None,
    )


def _at_least_one(name: str, environ: Mapping[str, str], *, default: int) -> int:
    text = environ.get(name, "").strip()
    if not text:
        return default
    if text.isdecimal() and int(text) >= 1:
        return int(text)
    _LOG.warning("%s is %r, expected a whole number of 1 or more; using %s", name, text, default)
    return default
