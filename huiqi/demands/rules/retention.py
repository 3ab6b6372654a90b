"""How long what is written in a demand is kept after it was closed, and what goes then.

个人信息保护法 第十九条: no longer than the purpose needs; 第四十七条: then it is deleted without being asked. How long
that is the platform says, in its rules; what remains serves the figures and the chain of the journal.
"""

from huiqi.demands.words import Erased

PASSAGES: dict[Erased, tuple[str, ...]] = {
    Erased.CONTACTS: ("spoken_by", "recipient", "by_link"),
    Erased.WORDS: (),
}
"""Texts of the journal that go with each, by name; none named: all of them."""


PAPER_CONTACTS = frozenset({"联系人", "来人", "来人核对"})
"""The fields of papers that say who came and how he is reached."""
