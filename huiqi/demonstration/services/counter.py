"""The counter of the demonstration: posts with two people each, departments, experts, and lists of what to bring.

What is there already is left as people have changed it; everything is found again by its natural key.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.apps import apps
from django.utils.timezone import localdate

from huiqi.accounts.selectors import actor_of, people_of
from huiqi.demonstration.rules import mobile
from huiqi.directory.selectors import departments, matter_by_code
from huiqi.directory.services import (
    DepartmentEntry,
    Duty,
    ExpertEntry,
    Line,
    MatterEntry,
    add_duty,
    close_department,
    enter_department,
    enter_expert,
    open_matter,
    write_line,
)
from huiqi.directory.words import DepartmentLevel, ItemFormat
from huiqi.files.services import store_file
from huiqi.kernel.access import SYSTEM, Role
from huiqi.network.selectors import absences_of, posts_of, window_by_slug, windows
from huiqi.network.services import Leave, PostEntry, hand_over, leave_note, set_up_post
from huiqi.network.words import AbsenceReason, PostKind, WindowKind
from huiqi.standards import regions
from huiqi.standards.service_kinds import ServiceCategory, ServiceKind

if TYPE_CHECKING:
    from huiqi.accounts.models import Organisation, Person
    from huiqi.directory.models import Department
    from huiqi.files.models import StoredFile
    from huiqi.network.models import Window

Seat = Callable[[int, str, "Organisation", Role, str], None]
"""Seats an invented person, by number, at an organisation: `services` has it."""

SECOND, THIRD, INDUSTRY, DEPARTMENTS, EXPERTS = 201, 301, 401, 501, 601
"""Where the numbers of second and third receptionists, of industry windows, departments and experts begin."""

LARGE = ("henan", "zhengzhou", "luoyang", "xinxiang", "gongyi")
"""Windows with a manager, and so with all six areas of the hall."""


def _read(name: str) -> Any:
    return json.loads(files("huiqi.demonstration").joinpath(f"{name}.json").read_text(encoding="utf-8"))


def furnish(password_hash: str, *, seat: Seat, entered: datetime, at: datetime) -> None:
    """Make the counter, or what of it is missing."""
    told = _read("handlers")
    for number, window in enumerate(windows(localdate(at))):
        man_posts(window, number, password_hash, seat=seat, entered=entered)
    leave_and_hand_over(at)
    enter_departments(told, password_hash, seat=seat, entered=entered)
    enter_experts(told["experts"], password_hash, seat=seat, entered=entered)
    write_lists(_read("matters"), entered=entered)


def man_posts(window: "Window", number: int, password_hash: str, *, seat: Seat, entered: datetime) -> None:
    """Seat further people at a window and set up its posts, two of them behind each."""
    if posts_of(window.id, localdate(entered)).exists():
        return
    scheme, place = _read("posts"), window.short_name
    industry, large = window.kind is WindowKind.INDUSTRY, window.slug in LARGE
    added = [(INDUSTRY + 2 * number, "首问")] * industry + [(SECOND + number, "接待")]
    added += [(THIRD + number, "业务")] * large
    for at_number, word in added:
        seat(at_number, f"{place}{word}（演示）", window.organisation, Role.RECEPTIONIST, password_hash)
    people = _receptionists(window, localdate(entered))
    wanted = scheme["industry"] if industry else scheme["comprehensive"] + (scheme["large"] if large else [])
    for told in wanted:
        _set_up(window, told, people, entered)


def _receptionists(window: "Window", on: date) -> list["Person"]:
    """Those who stand at the posts, the first receptionist first."""
    found = people_of(window.organisation_id, on).filter(seats__role=Role.RECEPTIONIST).distinct()
    return sorted(found, key=lambda person: person.mobile)


def _set_up(window: "Window", told: Mapping[str, Any], people: Sequence["Person"], at: datetime) -> None:
    first, second = told["people"]
    entry = PostEntry(
        name=told["name"],
        kind=PostKind(told["kind"]),
        area=told["area"],
        place=told["place"],
        person_a_id=people[first].id,
        person_b_id=people[second].id,
        kinds=tuple(ServiceKind(kind) for kind in told["kinds"]),
        categories=tuple(ServiceCategory(category) for category in told["categories"]),
        discloses_names=window.slug in LARGE,
    )
    set_up_post(window.id, entry, actor=SYSTEM, at=at)


def leave_and_hand_over(at: datetime) -> None:
    """At Zhengzhou one person is away for the day, and has handed a matter over."""
    window = window_by_slug("zhengzhou")
    assert window is not None
    hand_overs = apps.get_model("network", "HandOver").objects.filter(window=window)
    if absences_of(window.id, at).exists() or hand_overs.exists():
        return
    people = _receptionists(window, localdate(at))
    note = "去市工信局送投诉材料，急事打办公室电话。"
    told = Leave(at - timedelta(minutes=10), at + timedelta(hours=6), AbsenceReason.ERRAND, people[0].id, note)
    leave_note(window.id, people[2].id, told, actor=SYSTEM, at=at)
    text = "演示钢结构公司的贷款对接：银行周五前回信，答应过企业当天转告。材料在融资区二号柜。"
    hand_over(window.id, people[0].id, text, actor=actor_of(people[2]), at=at)


def enter_departments(told: Mapping[str, Any], password_hash: str, *, seat: Seat, entered: datetime) -> None:
    """Enter the departments with their duty lists; some have people, those that were closed name who took over."""
    made = {one.name: one for one in departments(localdate(entered))}
    if made:
        return
    for number, row in enumerate(told["departments"]):
        department = _enter(row, told["contacts"][row["kind"]], number, entered)
        made[row["name"]] = department
        _add_duties(department, told["duties"][row["kind"]], entered)
        if row["inside"]:
            name = f"{row['name']}经办人（演示）"
            seat(DEPARTMENTS + number, name, department.organisation, Role.INSTITUTION_CLERK, password_hash)
    for number, row in enumerate(told["closed"], start=len(made)):
        department = _enter({**row, "level": "city", "area": "0371"}, "", number, entered)
        _add_duties(department, row["duties"], entered)
        heir = made.get(row["successor"])
        closed = date.fromisoformat(row["closed"])
        close_department(
            department.id, closed_on=closed, successor_id=heir.id if heir else None, actor=SYSTEM, at=entered
        )


def _enter(row: Mapping[str, Any], contact: str, number: int, at: datetime) -> "Department":
    place = "".join(node.name for node in regions.find(row["region"]).path)
    entry = DepartmentEntry(
        name=f"{row['name']}（演示）",
        region=row["region"],
        level=DepartmentLevel(row["level"]),
        opened_on=date.fromisoformat(row["opened"]),
        address=f"{place}演示政务路{number + 1}号（演示地址）",
        phone=f"{row['area']}-0000 {700 + number:04d}",
        contact=contact,
    )
    return enter_department(entry, actor=SYSTEM, at=at, is_demonstration=True)


def _add_duties(department: "Department", duties: Sequence[Sequence[Any]], at: datetime) -> None:
    for matter, basis, keywords, categories, *since in duties:
        held = tuple(ServiceCategory(category) for category in categories)
        begins = date.fromisoformat(since[0]) if since else department.opened_on
        duty = Duty(matter, basis, begins, tuple(keywords), held)
        add_duty(department.id, duty, actor=SYSTEM, at=at)


def enter_experts(rows: Sequence[Mapping[str, Any]], password_hash: str, *, seat: Seat, entered: datetime) -> None:
    """Enter the invented experts; the first have accounts, one did not agree to be shown."""
    if apps.get_model("directory", "Expert").objects.exists():
        return
    for number, row in enumerate(rows):
        entry = ExpertEntry(
            name=row["name"],
            region=row["region"],
            fields=tuple(ServiceCategory(field) for field in row["fields"]),
            title=row["title"],
            employer=row["employer"],
            profile=row["profile"],
            contact=mobile(EXPERTS + number),
            agreed_to_publish=row["agreed"],
        )
        expert = enter_expert(entry, actor=SYSTEM, at=entered, is_demonstration=True)
        if row["inside"]:
            name = f"{row['name']}（演示）"
            seat(EXPERTS + number, name, expert.organisation, Role.INSTITUTION_CLERK, password_hash)


def write_lists(told: Mapping[str, Any], *, entered: datetime) -> None:
    """Open the matters with what must be brought, and the samples as small documents."""
    for row in told["matters"]:
        if matter_by_code(row["code"]) is not None:
            continue
        entry = MatterEntry(
            code=row["code"],
            name=row["name"],
            kind=ServiceKind(row["kind"]),
            category=ServiceCategory(row["category"]) if row["category"] else None,
            policy_code=row["policy_code"],
            introduction=row["introduction"],
        )
        matter = open_matter(entry, actor=SYSTEM, at=entered)
        for name, shape, copies, required, reason, sample in row["items"]:
            stored = _stored(name, told["samples"][sample], entered) if sample else None
            line = Line(name, ItemFormat(shape), reason, copies, required, stored)
            write_line(matter.id, line, actor=SYSTEM, at=entered)


def _stored(name: str, told: Sequence[Any], at: datetime) -> "StoredFile":
    content = document(*told)
    return store_file(f"{name.strip('《》')}（样表）.docx", BytesIO(content), len(content), actor=SYSTEM, at=at)


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Target="word/document.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
}


def document(title: str, lines: Sequence[str]) -> bytes:
    """A small Word document: a title and its lines, and that it is a sample. The same bytes every time."""
    paragraphs = [_paragraph(title, '<w:b/><w:sz w:val="32"/>'), *(_paragraph(each) for each in lines)]
    paragraphs.append(_paragraph("演示样表，以受理部门公布的格式为准。", '<w:color w:val="666666"/>'))
    body = f'<w:document xmlns:w="{WORD}"><w:body>{"".join(paragraphs)}<w:sectPr/></w:body></w:document>'
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, content in {**PARTS, "word/document.xml": body}.items():
            xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{content}'
            package.writestr(ZipInfo(name, (2024, 3, 1, 9, 0, 0)), xml)
    return out.getvalue()


def _paragraph(text: str, look: str = "") -> str:
    return f'<w:p><w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
