"""Journal 日志: the append-only record of who did what to what, when and why.

An entry holds codes, ids, dates and changed non-personal values, enough to replay the state of its subject;
the entries of one subject form a hash chain. Personal data and free text lie in rows beside it, of which the
entry holds a keyed hash: erasing a text leaves the chain valid. No foreign keys, so it outlives its subjects.
"""
