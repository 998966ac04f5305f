"""Refresh the market from the page: a load beside the app, shown as it goes; reading goes on."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from greener.market.refresh_process import AlreadyRunningError, RefreshProcess
from greener.market.refreshing import Run, latest_run, writer
from greener.settings import load_settings
from pages.about.refresh_words import counted, moment, step_words
from pages.shared.emphasis import first_action
from pages.shared.gate import is_private
from pages.shared.words import plain

_WAS_RUNNING = "refresh_was_running"
_CHOSEN = "refresh_sources"
_NOTICE = "refresh_notice"
REFUSAL = (
    "Loading newer data is not offered here, because this server can be reached from other "
    "machines. Whoever runs it can: `python -m etl refresh`."
)


@st.cache_resource(show_spinner=False)
def _process() -> RefreshProcess:
    return RefreshProcess()


def show_refresh(status: pd.DataFrame | None) -> None:
    """Offer a refresh, and show the one that runs or ran last.

    Args:
        status: Rows of ``source_status``; None where there is no market yet to tell of sources.
    """
    if not is_private():
        st.caption(REFUSAL)
        return
    is_running = st.session_state[_WAS_RUNNING] = _is_running()
    titles = {} if status is None else dict(zip(status["source"], status["title"], strict=True))
    with st.container(border=True):
        _show_choice(status, titles, is_running=is_running)
        notice = st.session_state.pop(_NOTICE, "")
        if notice:
            st.info(plain(notice), icon=":material/info:")
        st.fragment(_show_latest, run_every="1s" if is_running else "5s")(titles)


def _is_running() -> bool:
    return _process().is_alive or writer(load_settings().data_dir) is not None


def _show_choice(status: pd.DataFrame | None, titles: dict[str, str], *, is_running: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if status is not None:
            st.multiselect(
                "Load newer data from",
                [row["source"] for _, row in status.iterrows() if len(row["live_urls"])],
                format_func=lambda name: titles[name],
                placeholder="all sources",
                key=_CHOSEN,
                disabled=is_running,
            )
        st.button(
            "Refresh now",
            type=first_action(),
            icon=":material/sync:",
            disabled=is_running,
            on_click=_start,
        )
    asked = "the publishers" if status is None else "the publishers named below"
    st.caption(
        f"Asks {asked} for their files; nothing about you is sent. Sources that "
        "need something first are asked only when chosen. Every page keeps the market it has until "
        "the new one is complete."
    )


def _start() -> None:
    try:
        _process().start(load_settings(), st.session_state.get(_CHOSEN, []))
    except AlreadyRunningError as error:
        st.session_state[_NOTICE] = f"{error} Nothing was started twice."
    except OSError as error:
        st.session_state[_NOTICE] = f"The refresh could not be started: {error}"


def _show_latest(titles: dict[str, str]) -> None:
    is_running = _is_running()
    if is_running != st.session_state[_WAS_RUNNING]:
        st.rerun(scope="app")
    settings = load_settings()
    run = latest_run(settings.data_dir)
    if is_running:
        now = writer(settings.data_dir)
        if now is None or (now.doing.startswith("refresh") and (run is None or run.pid != now.pid)):
            st.progress(0.0, text="Starting, which takes some seconds")
        elif run is None or run.pid != now.pid:
            st.info(plain(f"The market is being written: {now.doing}."), icon=":material/sync:")
        else:
            _show_going(run, titles)
        return
    failure = _process().failure_to_start(settings)
    if failure:
        st.error(plain(f"The refresh did not start: {failure}"), icon=":material/error:")
    elif run is not None:
        _show_over(run, titles)


def _show_going(run: Run, titles: dict[str, str]) -> None:
    done = sum(
        progress.step in {"ready", "publishing"} or progress.is_settled
        for progress in run.sources.values()
    )
    total = max(len(run.sources), 1)
    st.progress(
        done / total,
        text=f"{done} of {total} read, since {moment(run.started_at)}. You can leave this page.",
    )
    _show_sources(run, titles)


def _show_over(run: Run, titles: dict[str, str]) -> None:
    if run.ended_at is None:
        st.warning(
            f"The refresh that began on {moment(run.started_at)} was stopped before its end. The "
            "market is as it was before; refresh again when you like.",
            icon=":material/stop_circle:",
        )
    elif run.error:
        st.error(
            plain(f"Nothing was published on {moment(run.ended_at)}: {run.error}"),
            icon=":material/error:",
        )
    else:
        st.markdown(plain(f"Last refresh {moment(run.ended_at)}: {counted(run)}."))
    with st.expander("What each source said"):
        _show_sources(run, titles)


def _show_sources(run: Run, titles: dict[str, str]) -> None:
    lines = []
    for name, progress in run.sources.items():
        icon, words = step_words(progress)
        lines.append(f"{icon} **{plain(titles.get(name, name))}**: {plain(words)}")
    st.markdown("  \n".join(lines))
