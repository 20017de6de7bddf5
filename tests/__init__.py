"""The tests, laid out as the code is; `make test` runs them on SQLite and on PostgreSQL."""
