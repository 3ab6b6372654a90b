"""Journeys: a dozen walks through the running product, in a real browser, as the people of the demonstration."""
