"""The chain of replacement: which policy took the place of which; it never comes back to where it began."""

from collections.abc import Mapping


def circle(replaced_by: Mapping[str, str], code: str, by: str) -> tuple[str, ...]:
    """The way round, as codes, if `code` were replaced by `by`; empty where there is none."""
    way = [code, by]
    while way[-1] != code and way[-1] in replaced_by:
        way.append(replaced_by[way[-1]])
        if way[-1] in way[1:-1]:
            return tuple(way)  # an old circle that `code` would join
    return tuple(way) if way[-1] == code else ()


def chain(replaced_by: Mapping[str, str], code: str) -> tuple[str, ...]:
    """The codes that took the place of `code` one after another, the newest last."""
    way = [code]
    while (following := replaced_by.get(way[-1])) and following not in way:
        way.append(following)
    return tuple(way[1:])
