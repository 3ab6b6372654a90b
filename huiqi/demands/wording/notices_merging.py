"""The kinds of notice of merging and splitting; `others` are the numbers of the other demands."""

from django.utils.translation import gettext_noop as mark

from huiqi.demands.wording.natures import PROGRESS, RIGHTS, TO_DO, WORK, Row
from huiqi.demands.wording.told import ABSORBED, MERGED, SPLIT_UP, UNMERGED

ROWS: tuple[Row, ...] = (
    (
        MERGED,
        PROGRESS,
        RIGHTS,
        mark("两件诉求合并办理"),
        mark(
            "您的诉求 %(number)s 和 %(others)s 是同一件事，%(window)s并入 %(others)s 一起办。"
            "时限取最早的，不会变晚；不是同一件事的，您可以撤销。"
        ),
        mark("看在哪一件里办"),
    ),
    (
        ABSORBED,
        TO_DO,
        WORK,
        mark("同一件事的诉求并进来了"),
        mark("同一家企业的 %(others)s 并入了诉求 %(number)s，请一起办理。时限取最早的，请核对。"),
        mark("看并进来的内容"),
    ),
    (
        UNMERGED,
        PROGRESS,
        RIGHTS,
        mark("合并已经撤销"),
        mark("诉求 %(number)s 不再和 %(others)s 合并，由%(window)s单独办理，原来的时限照旧。"),
        mark("看进展和时限"),
    ),
    (
        SPLIT_UP,
        PROGRESS,
        RIGHTS,
        mark("一件诉求分成几件办"),
        mark(
            "您的诉求 %(number)s 里不止一件事，%(window)s另立了 %(others)s，分别办理。"
            "查询码和原来的一样，时限都从您提交时算。"
        ),
        mark("看分成了哪几件"),
    ),
    (
        "demands.split_for_us",
        PROGRESS,
        WORK,
        mark("有的事拆出去单独办了"),
        mark("诉求 %(number)s 里另外的事拆成了 %(others)s，由%(window)s单独办理，您单位不用再办那一部分。"),
        mark("看哪些不用再办"),
    ),
)
