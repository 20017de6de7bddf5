"""Everything that reads or changes data: plain functions that never commit."""
