"""Eligibility 资格判定: whether an enterprise may have a policy on a given day, and why.

Facts 事实 are what is known of an enterprise; a condition 条件 is data (docs/reference/conditions.md); an examination
判定 answers MET, UNMET or UNKNOWN for each condition with what was required, what is known and by how much it misses.
Three-valued throughout: what is not known is unknown, never no. Pure Python: no database, no Django, no clock.
"""
