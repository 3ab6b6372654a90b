"""The kinds of notice of the desk: a colleague called, somebody who leads reminds of what waits."""

from django.utils.translation import gettext_noop as mark

from huiqi.demands.wording.natures import PRESSING, TO_DO, WORK, Row
from huiqi.demands.wording.told import IN_BASKET, MENTIONED

ROWS: tuple[Row, ...] = (
    (
        MENTIONED,
        TO_DO,
        WORK,
        mark("同事在便笺里提到您"),
        mark("有同事在诉求 %(number)s 的内部便笺里提到您。请看便笺。"),
        mark("看便笺"),
    ),
    (
        IN_BASKET,
        TO_DO,
        PRESSING,
        mark("提醒：有诉求等着您办"),
        mark("现在有 %(waiting)s 件诉求等着办，其中 %(forgotten)s 件好几个工作日没有人动过。请尽快办理，或说明原因。"),
        mark("去办理"),
    ),
)
