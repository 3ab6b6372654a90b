"""How urgent the notices of demands are, and by which ways they go."""

from huiqi.notices.ports import Nature
from huiqi.notices.words import Channel, Group

_BOTH = (Channel.MAIL, Channel.SMS)

RIGHTS = Nature(_BOTH, may_wait=False, concerns_rights=True)
NEWS = Nature(_BOTH, may_wait=True)
WORK = Nature((Channel.MAIL,), may_wait=True)
"""For whoever works at a desk: it stands there already, and no telephone rings."""

PRESSING = Nature(_BOTH, may_wait=False)

TO_DO, PROGRESS = Group.TO_DO, Group.PROGRESS

Row = tuple[str, Group, Nature, str, str, str]
"""A kind of notice: code, group, nature, subject, sentence, what its link does."""
