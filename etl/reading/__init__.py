"""Reads what publishers ship: text, workbooks, archives; every record typed or accounted for."""
