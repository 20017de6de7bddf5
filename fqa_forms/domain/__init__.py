"""What the service is about, in plain Python: no Flask, no database, no WTForms."""
