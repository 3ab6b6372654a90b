"""What of a text may leave the house: without persons. A policy is public; whom to telephone about it is not."""

import re

_LINE = re.compile(
    r"^.*(?:联系人|联系电话|联系方式|联络人|经办人|咨询电话|监督电话|举报电话|手机|电话|邮箱|电子邮件|邮件地址|微信|传真|身份证|收件人).*$",
    re.M,
)
_PERSON = re.compile(
    r"(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}"  # mobile
    r"|(?<!\d)0\d{2,3}[-—－ ]?\d{7,8}(?!\d)"  # landline
    r"|(?<!\d)\d{17}[\dXx](?!\d)"  # identity card
    r"|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+"
)
_NAMED = re.compile(r"(负责人|法定代表人)[：:]\s*[一-龥]{2,4}(?=[，。；、\s]|$)")


def veiled(text: str) -> str:
    """The text without lines that say whom to ask, and without numbers and addresses of persons."""
    return _NAMED.sub(r"\1", _PERSON.sub("", _LINE.sub("", text)))
