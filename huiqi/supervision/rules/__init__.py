"""Rules of supervision: when the next step is proposed, until when is answered and objected."""

from huiqi.supervision.rules.ladder import DEFAULTS, FINISHES, OBJECTION_DAYS, Limits, explained_at, until

__all__ = ["DEFAULTS", "FINISHES", "OBJECTION_DAYS", "Limits", "explained_at", "until"]
