"""The rows of a desk, fifty a page of seven cells each, drawn at one go: half of a page's processor went into them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from huiqi.kernel.addresses import addresses
from huiqi.ui.templatetags.ui import badge, deadline

register = template.Library()


@register.simple_tag
def desk_rows(rows: Iterable[Mapping[str, Any]], pick: bool) -> SafeString:
    """The rows of `wording.desk.desk_rows`; `pick`: each with a box to choose it by."""
    place = addresses("demands:demand")
    heads = tuple(escape(one) for one in (_("企业"), _("类别"), _("环节"), _("承办"), _("时限")))
    return mark_safe("".join([_row(row, place(row["ref"]), heads, pick) for row in rows]))


def _row(row: Mapping[str, Any], address: str, heads: tuple[str, ...], pick: bool) -> str:
    """One demand; `heads` are escaped, and so is whatever badges and deadlines say."""
    firm, kind, state, holder, due = heads
    badges = badge(row["tone"], row["state"]) + "".join([badge(one["tone"], one["text"]) for one in row["marks"]])
    return (
        f"<tr>{_box(row) if pick else ''}"
        f'<td class="subject"><a href="{address}" lang="zh-Hans">{escape(row["title"])}</a>'
        f'<small class="num">{escape(row["number"])}</small></td>'
        f'<td data-label="{firm}" lang="zh-Hans">{escape(row["firm"])}</td>'
        f'<td data-label="{kind}">{escape(row["kind"])}</td>'
        f'<td data-label="{state}"><span class="badges">{badges}</span></td>'
        f'<td data-label="{holder}" lang="zh-Hans">{escape(row["holder"])}</td>'
        f'<td data-label="{due}">{deadline(row["due"], row["left"], row["due_tone"])}</td></tr>\n'
    )


def _box(row: Mapping[str, Any]) -> str:
    told = f'value="{row["ref"]}" data-select aria-label="{escape(row["choose"])}"'
    return f'<td class="pick"><input type="checkbox" name="ref" {told}></td>'
