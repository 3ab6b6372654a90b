"""The words of the baskets per handler."""

from huiqi.kernel.words import Word


class HandlerKind(Word):
    """Who has something waiting: an office or department it was handed to, a window itself, a person there."""

    OFFICE = "office", "承办单位"
    WINDOW = "window", "窗口"
    PERSON = "person", "窗口人员"


class Basket(Word):
    """What is the matter with a handler."""

    MANY = "many", "积压过多"
    FORGOTTEN = "forgotten", "有遗忘"
    QUIET = "quiet", "久无动静"
