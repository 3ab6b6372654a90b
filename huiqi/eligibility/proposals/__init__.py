"""Proposals 从文本到规则: what a policy's Chinese text seems to say, for a person to accept, change or reject.

Pure grammar, no model and no network. Each room has one subject:

- `texts` the text as read (widths, blanks and line ends made even), with the way back to the original words
- `numerals`, `quantities` numbers, money, shares, durations, days
- `bounds` comparison phrases around quantities: 以上/以下/不超过/（含）… with the right inclusion, ranges, tiers
- `contexts` what a quantity is doing there: a condition, a benefit, a target, a deadline
- `lexicon` the names the field gives to facts; `places` names of regions
- `industries` names of industries, in lists too
- `clauses` which sentences say who may have it, and which say who may not
- `qualities` conditions without a number: having, being, not being
- `logic` how conditions combine; `conditions` the whole of it
- `rows` proposals as lines of a rule that a person decides about, and the rule of those that were accepted
- `quoted` what a model proposes, held to the words and numbers of the text; `veil` what may be sent to one
- `documents` title, document number, issuer, days, benefits, materials, how to apply: `titles`, `signatures` and the
  `marks` of a paper, the table at the head of `pages`, `provisions`

Nothing proposed is law: each proposal bears the exact words it rests on and a grade of certainty.
"""

from huiqi.eligibility.proposals.proposal import Certainty, Proposal, Proposals

__all__ = ["Certainty", "Proposal", "Proposals"]
