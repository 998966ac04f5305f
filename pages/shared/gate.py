"""Whether the personal pages may be served at all."""

from __future__ import annotations

import ipaddress

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


def journal_refusal() -> str | None:
    """Return why the personal pages are withheld; None when they may be shown."""
    return None if is_loopback(st.get_option("server.address")) else REFUSAL
