"""Faults caused on purpose: what was acknowledged is stored, what was not is still in the page."""
