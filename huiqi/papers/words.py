"""The words of papers."""

from huiqi.kernel.words import Word


class Block(Word):
    """What a kind of paper prints, beside letterhead, number, title and the code to verify."""

    ADDRESSEE = "addressee", "主送"
    FIELDS = "fields", "登记项"
    BODY = "body", "正文"
    ITEMS = "items", "清单"
    SIGNATURE = "signature", "签字栏"
    SEAL = "seal", "用印处"
    RECEIPT = "receipt", "回执"


class Standing(Word):
    """Whether a paper still counts."""

    IN_FORCE = "in_force", "有效"
    REPLACED = "replaced", "已被替换"
    VOID = "void", "已作废"
