"""The kinds of notice that colleagues make for one another."""

from django.utils.translation import gettext_noop as mark

from huiqi.demands.wording.natures import TO_DO, WORK, Row
from huiqi.demands.wording.told import MENTIONED

ROWS: tuple[Row, ...] = (
    (
        MENTIONED,
        TO_DO,
        WORK,
        mark("同事在便笺里提到您"),
        mark("有同事在诉求 %(number)s 的内部便笺里提到您。请看便笺。"),
        mark("看便笺"),
    ),
)
