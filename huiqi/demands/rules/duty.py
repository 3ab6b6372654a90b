"""Calling whoever is on duty for what is urgent: how long each is waited for, and how many are called."""

from datetime import timedelta

ANSWERS_WITHIN = timedelta(minutes=30)
"""No regulation sets it: what is urgent is contacted within two hours, so three can be called before that is missed."""

MOST = 5
"""Calls for one demand: beyond these everybody who could act has been told."""
