"""What a change of a rule does to an enterprise, by how it stood and how it would stand."""

from huiqi.eligibility.statuses import Standing
from huiqi.policies.words import Move

_OUT = (Standing.NEAR, Standing.INELIGIBLE)
LOST = (Move.LOSES, Move.DOUBTED)
"""Who surely had it and surely has it no longer: nobody of them goes unseen."""


def move(before: Standing, after: Standing) -> Move | None:
    """The move, or none where nothing changes for it: from near to far and back is no change of a right."""
    if after is Standing.ELIGIBLE:
        return None if before is Standing.ELIGIBLE else Move.GAINS
    if before is Standing.ELIGIBLE:
        return Move.DOUBTED if after is Standing.UNKNOWN else Move.LOSES
    if after is Standing.UNKNOWN:
        return Move.OPENED if before in _OUT else None
    return Move.RULED_OUT if before is Standing.UNKNOWN else None
