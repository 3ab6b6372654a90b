"""Tests of the whole: architecture, house rules, regulations, journeys, and the cast that all tests know."""
