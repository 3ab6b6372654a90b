"""Decisions about benefits without filing."""
