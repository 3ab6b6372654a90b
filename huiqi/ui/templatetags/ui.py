"""The tag library of every page, loaded everywhere (a builtin of the template engine).

The gallery at ``/ui/`` shows each in its states, with its source.

Page frame (``{% extends "ui/base.html" %}``) — blocks: ``title`` (words before “· 惠企”), ``heading`` (the one H1),
``caption`` (above it), ``lead`` (below it), ``page_actions`` (right of it), ``breadcrumbs``, ``content``; ``wrap``
(``wrap wide`` for desks, ``wrap narrow`` for sign-in); ``main`` where a page draws all by itself; ``scripts`` ``head``;
``body_attributes`` (`` data-draft-clear="key"`` on the page that confirms).
Context: ``network_name``, ``navigation`` [{label, url, current}], ``account`` {name, organisation, url, sign_in_url,
sign_out_url, links [{label, url, icon}]}, ``shortcuts`` [{label, url, key}], ``footer_links`` [{label, url}],
``hotline`` {number, hours}, ``strip``.

Forms       ``{% error_summary form %}`` ``{% form_fields form %}`` ``{% field form.x suffix="万元" %}``
            field options: label hint prefix suffix width=xs|s|m|l kind=cards|rating|inline hints={value: sentence}
            optional=False (do not say 选填) big=True (the question is the page). The widget may carry the same as attrs
            data-suffix, data-prefix, data-width, data-kind, so that form_fields draws them too; data-when="（…必填）"
            says in place of 选填 when a field that may be left out may not.
Words       ``{% badge tone text %}`` tone: good|ask|soon|late|quiet|info, or a verdict eligible|unknown|ineligible,
            or a finding met|unmet. ``{% icon "check" %}`` ``{% deadline due left tone %}``
Blocks      ``{% notice tone title %}…{% endnotice %}`` tone: info|good|ask|late|unverified|demo
            ``{% disclosure summary unfolded %}…{% enddisclosure %}``
Lists       ``{% timeline steps %}`` ``{% stepper labels current %}`` ``{% conditions rows %}`` ``{% stats tiles %}``
            ``{% tabs items label %}`` ``{% breadcrumbs items %}`` ``{% crumbs label url … label %}``
            ``{% summary rows %}`` ``{% facts rows %}`` ``{% toc items %}``
            ``{% progress value of label words %}`` ``{% pagination page %}`` ``{% empty_state title text url label %}``
            ``{% skeleton %}``. Rows are dicts; a key that is missing is simply not drawn.
            ``{% table heading … page= empty= why= url= label= %}<tr>…{% endtable %}`` the frame of every list: the
            headings, the rows as cards on a telephone (each cell names itself by data-label), the pages, and what an
            empty one says. td.num is a column of figures; ``""`` is the heading of a column of buttons; more= further
            headings, each with its label; keyboard=False for a second table on a page; css= for a look of its own.
            ``{% figure_cells figures %}``: a row's columns of figures at one go, each (heading, count, address or "").
Slots       ``{% slot "policy.actions" policy %}`` draws what upper apps registered in ``ui.ports``.
Filters     yuan wan number percent day full_day moment full_moment. Empty in, “—” out.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from itertools import zip_longest
from pathlib import Path
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe

from huiqi.ui import ports, wording
from huiqi.ui.templatetags import drawing

register = template.Library()

ICONS = Path(__file__).parent.parent / "static" / "ui" / "icons"
TONES = {
    "good": ("good", "check"),
    "eligible": ("good", "check"),
    "met": ("good", "check"),
    "ask": ("ask", "help-circle"),
    "unknown": ("ask", "help-circle"),
    "soon": ("ask", "clock"),
    "late": ("late", "alert-triangle"),
    "quiet": ("quiet", ""),
    "ineligible": ("quiet", "minus"),
    "unmet": ("quiet", "minus"),
    "info": ("info", ""),
}
NOTICE_ICONS = {
    "info": "info-circle",
    "good": "circle-check",
    "ask": "info-circle",
    "late": "alert-triangle",
    "unverified": "alert-triangle",
    "demo": "flask",
}
MESSAGE_TONES = {"debug": "info", "info": "info", "success": "good", "warning": "ask", "error": "late"}
EMPTY = "—"


@cache
def _svg(name: str, spoken: str) -> SafeString:
    drawn = (ICONS / f"{name}.svg").read_text(encoding="utf-8").strip()
    return mark_safe(drawn.replace("<svg ", f'<svg class="icon" focusable="false" {spoken} ', 1))


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An inline SVG (Tabler outline). Without `label` it is decoration and hidden from screen readers."""
    return _svg(name, format_html('role="img" aria-label="{}"', label) if label else 'aria-hidden="true"')


@register.simple_tag
def badge(tone: str, text: object) -> SafeString:
    """A state in a word. The sign and the colour follow the tone; colour never stands alone."""
    return _badge(str(tone), conditional_escape(text))  # type: ignore[arg-type]  # a lazy word, or a number


@lru_cache(maxsize=1024)
def _badge(tone: str, words: SafeString) -> SafeString:
    """The few words of states and terms are drawn a hundred times a page. `words` are escaped."""
    css, sign = TONES[tone]
    return mark_safe(f'<span class="badge {css}">{icon(sign) if sign else ""}{words}</span>')


@register.simple_tag
def deadline(due: datetime | date | None, left: object = "", tone: str = "") -> SafeString:
    """When something is due, and how much is left in the words the caller computed (“还有 3 个工作日”).

    With `tone` (soon, late, good) the words become a badge.
    """
    if due is None:
        return SafeString(EMPTY)
    written = wording.moment(due) if isinstance(due, datetime) else wording.day(due)
    words = badge(tone, left) if tone and left else format_html("<small>{}</small>", left) if left else ""
    return format_html('<span class="deadline"><time datetime="{}">{}</time>{}</span>', due.isoformat(), written, words)


@register.simple_tag
def figure_cells(figures: Iterable[tuple[str, int, str]]) -> SafeString:
    """The figures of a row of a table, each the head of its column, how many, and the address of what it counts."""
    return mark_safe("".join(_figure_cell(*one) for one in figures))


def _figure_cell(head: str, count: int, url: str) -> str:
    """Thousands of them are drawn on a page."""
    told = f'<a href="{escape(url)}">{count:,d}</a>' if url else f"{count:,d}"
    return f'<td data-label="{_escaped(head)}" class="num">{told}</td>'


@lru_cache(maxsize=256)
def _escaped(words: str) -> str:
    return escape(words)


@register.simple_tag(takes_context=True)
def slot(context: template.Context, name: str, *things: object) -> SafeString:
    """Everything apps above registered for this place."""
    return ports.render_slot(name, context["request"], *things)


@register.simple_block_tag
def notice(content: str, tone: str = "info", title: object = "") -> SafeString:
    """A sentence or two that stand out. `unverified`: source of grade C; `demo`: invented data."""
    context = {"tone": tone, "sign": NOTICE_ICONS[tone], "title": title, "content": content, "role": ""}
    return render_to_string("ui/components/notice.html", context)


@register.simple_block_tag
def disclosure(content: str, summary: object, unfolded: bool = False) -> SafeString:
    """One question and its answer, folded. `unfolded` opens it."""
    context = {"summary": summary, "content": content, "unfolded": unfolded}
    return render_to_string("ui/components/disclosure.html", context)


@register.inclusion_tag("ui/components/messages.html")
def messages_list(messages: Iterable[Any]) -> dict[str, object]:
    """What has just happened, said once (Django messages); `extra_tags` names the draft that it made needless."""
    told = [
        {"text": one, "tone": MESSAGE_TONES.get(one.level_tag, "info"), "draft": one.extra_tags or ""}
        for one in messages or ()
    ]
    return {"messages": [{**each, "sign": NOTICE_ICONS[each["tone"]]} for each in told]}


@register.simple_tag
def field(bound: BoundField, **options: Any) -> SafeString:
    """A label, a hint, the control with its unit, and the error, tied together for screen readers. Options above."""
    return drawing.field(bound, **options)


@register.simple_tag
def form_fields(form: BaseForm, **options: Any) -> SafeString:
    """Every visible field in order, and the hidden ones."""
    hidden = "".join(str(each) for each in form.hidden_fields())
    return mark_safe(hidden + "".join(drawing.field(each, **options) for each in form.visible_fields()))


@register.inclusion_tag("ui/components/error_summary.html")
def error_summary(form: BaseForm, focus: bool = True, title: str = "") -> dict[str, object]:
    """All that must be put right, at the top, each a link to its field. Draws nothing when nothing is wrong."""
    return {"errors": drawing.errors(form), "focus": focus, "title": title}


def _list_tag(name: str, template_name: str) -> Callable[..., dict[str, object]]:
    """Register a component that draws one list of rows and takes named words beside it."""

    def draw(rows: Sequence[Mapping[str, object]], **words: object) -> dict[str, object]:
        return {"rows": rows, **LIST_DEFAULTS, **words}

    register.inclusion_tag(template_name, name=name)(draw)
    return draw


LIST_DEFAULTS: dict[str, object] = {"label": "", "title": ""}
timeline = _list_tag("timeline", "ui/components/timeline.html")
stats = _list_tag("stats", "ui/components/stats.html")
tabs = _list_tag("tabs", "ui/components/tabs.html")
breadcrumbs = _list_tag("breadcrumbs", "ui/components/breadcrumbs.html")
summary = _list_tag("summary", "ui/components/summary.html")
facts = _list_tag("facts", "ui/components/facts.html")
toc = _list_tag("toc", "ui/components/toc.html")


@register.inclusion_tag("ui/components/conditions.html", takes_context=True)
def conditions(
    context: template.Context,
    rows: Sequence[Mapping[str, object]],
    aside: str = "",
    about: object = None,
    whose: object = "",
) -> dict[str, object]:
    """Conditions, each with what is required and what is known. `aside`: the slot that apps above fill beside a row
    that has a `place`; it is told what the rows are `about`, the place and the fact."""
    if aside:
        rows = [{**row, "aside": _beside(context, aside, about, row)} for row in rows]
    return {"rows": rows, "whose": whose}


def _beside(context: template.Context, name: str, about: object, row: Mapping[str, object]) -> SafeString:
    if not row.get("place"):
        return SafeString()
    return ports.render_slot(name, context["request"], about, row["place"], row.get("fact", ""))


@register.inclusion_tag("ui/components/breadcrumbs.html")
def crumbs(*words: object) -> dict[str, object]:
    """The way here: a label, its address, the next label and address, and at last where we are, which needs none.

    The nearest is where the key for “back” leads.
    """
    rows = [{"label": label, "url": url} for label, url in zip_longest(words[::2], words[1::2], fillvalue="")]
    nearest = max((at for at, row in enumerate(rows) if row["url"]), default=-1)
    return {"rows": [row | {"back": at == nearest} for at, row in enumerate(rows)]}


@register.simple_block_tag(takes_context=True)
def table(context: template.Context, content: str, *heads: object, **words: object) -> SafeString:
    """A list in its frame; `content` are its rows. Without rows, where `empty` says so, why there are none."""
    if "empty" in words and not content.strip():
        told = {
            "title": words["empty"],
            "text": words.get("why", ""),
            "url": words.get("url"),
            "label": words.get("label"),
        }
        return render_to_string("ui/components/empty_state.html", told)
    drawn = {"content": content, "heads": heads, "more": (), "page": None, "css": "", "keyboard": True} | words
    assert context.template is not None  # it is being drawn
    frame = context.template.engine.get_template("ui/components/table.html")
    return frame.render(context.new(drawn | {"request": context["request"]}))


@register.inclusion_tag("ui/components/stepper.html")
def stepper(labels: Sequence[str], current: int) -> dict[str, object]:
    """Where we are in a long form. `current` counts from 1."""
    steps = [{"label": label, "number": at, "done": at < current} for at, label in enumerate(labels, start=1)]
    return {"steps": steps, "current": current, "total": len(steps), "now": labels[current - 1]}


@register.inclusion_tag("ui/components/progress.html")
def progress(value: int, of: int = 100, label: str = "", words: str = "") -> dict[str, object]:
    """How far something has come; `words` is what is read at the right (“已填 17 项，共 25 项”)."""
    return {"value": value, "of": of, "label": label, "words": words}


@register.inclusion_tag("ui/components/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Page[Any]) -> dict[str, object]:
    """Pages of a list; filters in the query string stay. Draws nothing for a single page.

    A list that was not counted to its end says more than how many there are (`least`).
    """
    query = context["request"].GET.copy()
    query.pop("page", None)
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    told = {"gap": page.paginator.ELLIPSIS, "query": query.urlencode(), "least": getattr(page.paginator, "least", 0)}
    return told | {"page": page, "numbers": list(numbers)}


@register.inclusion_tag("ui/components/empty_state.html")
def empty_state(title: str, text: str = "", url: str = "", label: str = "") -> dict[str, object]:
    """Nothing here yet, why, and what to do."""
    return {"title": title, "text": text, "url": url, "label": label}


@register.inclusion_tag("ui/components/skeleton.html")
def skeleton(lines: int = 6) -> dict[str, object]:
    """A placeholder while htmx fetches; shown by the class htmx-request on its ancestor."""
    return {"lines": range(lines)}


def _filter(name: str, write: Callable[..., str]) -> None:
    """Register a format as a filter that shows an unknown value as a dash."""

    def apply(value: Any) -> str:
        return EMPTY if value is None or value == "" else write(value)

    register.filter(name, apply)


for _name in ("yuan", "wan", "number", "percent", "day", "full_day", "moment", "full_moment"):
    _filter(_name, getattr(wording, _name))
