"""The rows of a desk are drawn as a template would draw them, whatever people write."""

import re
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.template import Context, Template
from django.utils.translation import override

TEMPLATE = """{% for row in rows %}<tr>
  {% if pick %}<td class="pick"><input type="checkbox" name="ref" value="{{ row.ref }}" data-select
    aria-label="{{ row.choose }}"></td>{% endif %}
  <td class="subject"><a href="{% url 'demands:demand' row.ref %}" lang="zh-Hans">{{ row.title }}</a>
    <small class="num">{{ row.number }}</small></td>
  <td data-label="{% translate '企业' %}" lang="zh-Hans">{{ row.firm }}</td>
  <td data-label="{% translate '类别' %}">{{ row.kind }}</td>
  <td data-label="{% translate '环节' %}"><span class="badges">
    {% badge row.tone row.state %}{% for mark in row.marks %}{% badge mark.tone mark.text %}{% endfor %}</span></td>
  <td data-label="{% translate '承办' %}" lang="zh-Hans">{{ row.holder }}</td>
  <td data-label="{% translate '时限' %}">{% deadline row.due row.left row.due_tone %}</td>
</tr>{% endfor %}"""

HOSTILE = "<b>\"'&amp;{{ x }}"
ROW = {
    "ref": UUID("01a217ed-c5a4-79fe-b386-db5398fc98c8"),
    **dict.fromkeys(("title", "number", "firm", "kind", "holder", "state", "choose", "left"), HOSTILE),
    "tone": "good",
    "marks": [{"tone": "late", "text": HOSTILE}, {"tone": "ask", "text": "加急"}],
    "due": datetime(2026, 11, 27, 6, tzinfo=UTC),
    "due_tone": "late",
}
LATER = ROW | {"marks": [], "due": None, "left": "", "due_tone": "", "title": "碳足迹核算"}


def drawn(source: str, *, pick: bool) -> str:
    """Two rows, without the white space between tags."""
    told = Template(source).render(Context({"rows": [ROW, LATER], "pick": pick}))
    return re.sub(r"\s+data-select\s+", " data-select ", re.sub(r">\s+<", "><", told)).strip()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("pick", [True, False])
def test_the_rows_are_those_of_a_template(language, pick):
    with override(language):
        assert drawn("{% load desk %}{% desk_rows rows pick %}", pick=pick) == drawn(TEMPLATE, pick=pick)


def test_what_people_write_is_no_markup():
    assert "<b>" not in drawn("{% load desk %}{% desk_rows rows pick %}", pick=True)
