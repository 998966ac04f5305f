"""Whether the personal pages may be served at all."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from urllib.parse import urlsplit

import streamlit as st

REFUSAL = (
    "Your own pages are closed, because this server can be reached from other machines and sign-in "
    "is not set up: start Greener on localhost to see them."
)


def is_loopback(address: str | None) -> bool:
    """Return whether a server bound to ``address`` can be reached from this machine only.

    Args:
        address: Host name or IP address; None or empty means every interface.
    """
    if not address:
        return False
    if address.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return False


def is_asked_for_here(headers: Mapping[str, str]) -> bool:
    """Return whether a browser asked for this machine itself, not for a proxy in front of it.

    Args:
        headers: Of the session's first request; ``Host`` and ``Origin`` count where they are sent.
    """
    if "X-Forwarded-For" in headers or "Forwarded" in headers:
        return False
    origin = headers.get("Origin")
    named = [headers.get("Host"), urlsplit(origin).netloc if origin else None]
    return all(is_loopback(_host(name)) for name in named if name is not None)


def is_private() -> bool:
    """Return whether only this machine can reach the server, and asked for it by its own name."""
    return is_loopback(st.get_option("server.address")) and is_asked_for_here(st.context.headers)


def journal_refusal() -> str | None:
    """Return why the personal pages are withheld; None when they may be shown."""
    return None if is_private() else REFUSAL


def _host(name: str) -> str | None:
    """Return the host of ``host:port``, without the brackets of IPv6."""
    try:
        return urlsplit(f"//{name}").hostname
    except ValueError:
        return None
