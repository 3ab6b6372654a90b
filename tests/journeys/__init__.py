"""Journeys: at most twelve walks through the running product, in a real browser, as the people of the demonstration."""
