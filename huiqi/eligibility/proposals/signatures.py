"""Who issued a document: organs at its foot, at its head, in its title, in the table of its page."""

import re
from datetime import date

from huiqi.eligibility.proposals import texts
from huiqi.eligibility.proposals.marks import HEAD, NUMBER, only_day

_ENDS = (
    "人民政府|政府|办公室|办公厅|委员会|委|局|厅|总局|部|署|院|中心|管委会|领导小组|财政|支行|分行|银行|科委|发改委"
    "|联合会|联合社|供销社|总工会|协会|工委|办事处"
)
ORGAN = re.compile(rf"(?:中共)?[一-龥（）]{{2,24}}(?:{_ENDS})$")


def is_organs(line: str) -> bool:
    """Whether a line consists of names of organs."""
    return all(ORGAN.fullmatch(part.translate(texts.SAME)) for part in _parts(line))


def _parts(line: str) -> list[str]:
    return re.split(r"[\s\u3000]+", line.strip())


def signed(lines: list[str], even: list[str]) -> tuple[tuple[str, ...], date | None]:
    """The organs and the day at the foot: the last line that is a day, under lines that are organs.

    A day of printing (…日印发) counts where there is no other: it is the printing office's.
    """
    for printed in (False, True):
        for at in range(len(even) - 1, max(1, len(even) - 400), -1):
            day = only_day(even[at])
            organs = _above(lines, at) if day and even[at].endswith("印发") is printed else ()
            if organs:
                return organs, day
    return _left(lines), None


def _above(lines: list[str], at: int) -> tuple[str, ...]:
    organs: list[str] = []
    above = at - 1
    while above >= 0 and at - above <= _SIGNED and is_organs(lines[above]):
        organs = [*_parts(lines[above]), *organs]
        above -= 1
    return tuple(organs)


_SIGNED = 8
_LAST = 6


def _left(lines: list[str]) -> tuple[str, ...]:
    """Organs that sign at the very end without a day."""
    organs: list[str] = []
    for line in reversed(lines[max(HEAD, len(lines) - _LAST) :]):
        if not is_organs(line):
            break
        organs = [*_parts(line), *organs]
    return tuple(organs)


def at_the_head(lines: list[str], even: list[str]) -> tuple[str, ...]:
    """Organs that stand at the head, or that its title begins with."""
    found: list[str] = []
    for line, bare in zip(lines[:HEAD], even[:HEAD], strict=True):
        site = _SITE.fullmatch(bare)
        if is_organs(line):
            found.extend(_parts(line))
        elif site:
            found.append(site[1])
        elif beside := _BESIDE.fullmatch(line):
            found.append(beside[1])
        if re.match(r"(?:一、|第一条|为)", bare):
            break
    heads = [*even[:3], *("".join(even[at : at + 3]) for at in range(min(3, len(even))))]
    titled = (one for head in heads if (one := _in_title(head)))
    return tuple(dict.fromkeys(found or next(titled, [])))


_SITE = re.compile(r"([一-龥]{4,24}(?:局|厅|委|政府|部|委员会))(?:官网|网站|门户网站)?")
_BESIDE = re.compile(rf"[（(]((?:中共)?[一-龥]{{2,24}}?(?:{_ENDS}))等?[\s\u3000]+[^）)]*号[）)]")
_SPEAKERS = re.compile(
    r"(?:[^一-龥]*)((?:[一-龥]{2,16}(?:人民政府|政府办公厅|政府办公室|委员会|局|厅|总局|部)(?:[ 、])?){1,4})"
    r"(?:关于|印发)"
)
_SPEAKER = re.compile(
    r"[一-龥]{2,16}?(?:人民政府办公厅|人民政府办公室|人民政府(?!办)|委员会|总局|局|厅|部)(?=[一-龥、]*|$)"
)


def _in_title(head: str) -> list[str]:
    """广州市人民政府关于…: the issuer a title begins with."""
    told = _SPEAKERS.match(head)
    return _SPEAKER.findall(told[1]) if told else []


def in_table(value: str) -> tuple[str, ...]:
    """The organs that a page's table names, without the site they speak on and the number printed after them."""
    bare = NUMBER.sub("", value.translate(texts.SAME)) if NUMBER.search(value.translate(texts.SAME)) else value
    parts = (
        re.sub(r"(?:官网|官方网站|门户网站|网站)$", "", one)
        for one in re.split(r"[\s\u3000、]+", bare.split("->")[-1].strip())
    )
    return tuple(one for one in parts if one)
