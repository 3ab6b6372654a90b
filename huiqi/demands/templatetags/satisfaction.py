"""The rows of the table of satisfaction, two hundred of fifteen cells each, drawn at one go."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from huiqi.ui.templatetags.ui import badge, figure_cells

register = template.Library()


@register.simple_tag
def tally_rows(rows: Iterable[Mapping[str, Any]]) -> SafeString:
    """The rows of `wording.satisfaction.tally_row`."""
    heads = escape(_("满意率")), escape(_("加权"))
    flag = badge("ask", _("要核查"))
    return mark_safe("".join([_row(row, heads, flag) for row in rows]))


def _row(row: Mapping[str, Any], heads: tuple[str, str], flag: str) -> str:
    """One window, office or person; `heads` and `flag` are escaped, and so are the figures."""
    checks = "".join([f"<small>{flag} {escape(why)}</small>" for why in row["checks"]])
    return (
        f'<tr><td class="subject"><b lang="zh-Hans">{escape(row["name"])}</b>{checks}</td>'
        f'<td data-label="{heads[0]}" class="num"><b>{row["satisfaction"]}</b>{_excluded(row)}</td>'
        f'<td data-label="{heads[1]}" class="num">{row["weighted"]}</td>{figure_cells(row["figures"])}</tr>\n'
    )


def _excluded(row: Mapping[str, Any]) -> str:
    n = row["excluded"]
    if not n:
        return ""
    told = ngettext("%(n)s 件申诉成立，不计", "%(n)s 件申诉成立，不计", n) % {"n": n}
    return f'<br><small><a href="{escape(row["excluded_url"])}">{escape(told)}</a></small>'
