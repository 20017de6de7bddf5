"""Measures speed, each figure against its floor in the same run; `make bench` prints the table."""
