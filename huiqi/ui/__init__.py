"""Placeholder until the design system lands."""
