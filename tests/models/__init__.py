"""The tables and their migrations, on the database under test."""
