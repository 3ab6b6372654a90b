"""The unified social credit code 统一社会信用代码, GB 32100-2015, examined part by part.

1 registration authority, 1 kind of organisation, 6 region of the authority, 9 subject identifier, 1 check character.
The inner check character of the subject identifier (GB 11714) is not examined: the standard's own check character
covers it. A region that has since been abolished does not make a code invalid, so it is only read, never looked up.
"""

import re
from dataclasses import dataclass

from huiqi.kernel.words import Word
from huiqi.standards.full_width import narrow

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The 31 characters of the standard: no I, O, S, V, Z."""

_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_WEIGHTS = tuple(pow(3, position, 31) for position in range(17))
_SHAPE = re.compile(rf"[{ALPHABET}]{{2}}[0-9]{{6}}[{ALPHABET}]{{10}}")

REGISTRARS: dict[str, tuple[str, dict[str, str]]] = {
    "1": ("机构编制", {"1": "机关", "2": "事业单位", "3": "中央编办直接管理机构编制的群众团体", "9": "其他"}),
    "2": ("外交", {"1": "外国常驻新闻机构", "9": "其他"}),
    "3": (
        "司法行政",
        {
            "1": "律师执业机构",
            "2": "公证处",
            "3": "基层法律服务所",
            "4": "司法鉴定机构",
            "5": "仲裁委员会",
            "9": "其他",
        },
    ),
    "4": ("文化", {"1": "外国在华文化中心", "9": "其他"}),
    "5": ("民政", {"1": "社会团体", "2": "民办非企业单位", "3": "基金会", "9": "其他"}),
    "6": ("旅游", {"1": "外国旅游部门常驻代表机构", "2": "港澳台地区旅游部门常驻内地（大陆）代表机构", "9": "其他"}),
    "7": ("宗教", {"1": "宗教活动场所", "2": "宗教院校", "9": "其他"}),
    "8": ("工会", {"1": "基层工会", "9": "其他"}),
    "9": ("工商", {"1": "企业", "2": "个体工商户", "3": "农民专业合作社", "9": "其他"}),
    "A": ("中央军委改革和编制办公室", {"1": "军队事业单位", "9": "其他"}),
    "N": ("农业", {"1": "组级集体经济组织", "2": "村级集体经济组织", "3": "乡镇级集体经济组织", "9": "其他"}),
    "Y": ("其他", {"1": "其他"}),
}
"""First character: the authority's name and its kinds of organisation by the second character."""


class Problem(Word):
    """The first part of a code found wrong, examined in this order."""

    LENGTH = "length", "长度不是18位"
    CHARACTER = "character", "含有代码中不使用的字符"
    REGISTRAR = "registrar", "登记管理部门代码不存在"
    CHECK_CHARACTER = "check_character", "校验码不符"


@dataclass(frozen=True, slots=True)
class CreditCode:
    """What a text says when it is read as a credit code; parts that cannot be read are None."""

    code: str
    valid: bool
    problem: Problem | None
    registrar: str | None = None
    kind: str | None = None
    region: str | None = None
    registrar_code: str | None = None
    kind_code: str | None = None


def examine(text: str) -> CreditCode:
    """Read any text as a credit code; full-width and lower-case characters and blanks around it are normalised first.

    A kind the standard does not list leaves the code valid and the kind unknown.
    """
    code = narrow(text).upper()
    problem = _problem(code)
    if problem in (Problem.LENGTH, Problem.CHARACTER):
        return CreditCode(code, False, problem)
    registrar, kinds = REGISTRARS.get(code[0], (None, {}))
    return CreditCode(code, problem is None, problem, registrar, kinds.get(code[1]), code[2:8], code[0], code[1])


def _problem(code: str) -> Problem | None:
    if len(code) != 18:
        return Problem.LENGTH
    if not _SHAPE.fullmatch(code):
        return Problem.CHARACTER
    if code[0] not in REGISTRARS:
        return Problem.REGISTRAR
    if check_character(code[:17]) != code[17]:
        return Problem.CHECK_CHARACTER
    return None


def check_character(first17: str) -> str:
    """The eighteenth character for seventeen of `ALPHABET`: 31 - Σ(value × 3^(i-1)) mod 31. Raises ValueError."""
    if len(first17) != 17 or not set(first17) <= _VALUES.keys():
        raise ValueError(f"not the first 17 characters of a credit code: {first17!r}")
    total = sum(_VALUES[character] * weight for character, weight in zip(first17, _WEIGHTS, strict=True))
    return ALPHABET[-total % 31]
