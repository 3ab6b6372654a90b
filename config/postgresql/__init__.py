"""Django's PostgreSQL, with the health of a pooled connection seen without a question."""
