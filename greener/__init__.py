"""Greener's domain: the public market, the person's journal, and the answers drawn from both."""
