"""Forms of posts: a post, a note when going away, a hand-over, and what a visitor comes for."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from huiqi.kernel.fields import choices
from huiqi.kernel.words import Word
from huiqi.network.models import Post
from huiqi.network.services import Leave, PostEntry
from huiqi.network.words import AbsenceReason, PostKind
from huiqi.standards.service_kinds import ServiceCategory, ServiceKind
from huiqi.ui.fields import WholeField

if TYPE_CHECKING:
    from huiqi.accounts.models import Person

NOBODY_THERE = _("窗口里没有这个人。请从列表里选择。")
MOMENT = "%Y-%m-%dT%H:%M"


class Colleague(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Chooses one of the people, by reference, shown by name."""

    def __init__(self, people: "QuerySet[Person]", label: Any, *, required: bool = True, hint: Any = "") -> None:
        super().__init__(
            people,
            to_field_name="ref",
            label=label,
            required=required,
            help_text=hint,
            empty_label=_("请选择") if required else _("不指定"),
            error_messages={"invalid_choice": NOBODY_THERE},
            widget=forms.Select(attrs={"data-width": "m"}),
        )

    def label_from_instance(self, obj: Any) -> str:
        """The name; where none is known, the end of the number."""
        return obj.name or str(obj.mobile)[-4:]


def moment(label: Any, hint: Any = "") -> forms.DateTimeField:
    """A field for a moment, to the minute."""
    return forms.DateTimeField(
        label=label,
        help_text=hint,
        error_messages={"invalid": _("没有这个时间，请再核对。")},
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "data-width": "m"}, format=MOMENT),
    )


def words(codes: Iterable[str], of: type[Word]) -> tuple[Any, ...]:
    """Codes that a form has checked, as words."""
    return tuple(of(code) for code in codes)


class PostForm(forms.Form):
    """A post and the two people behind it."""

    name = forms.CharField(
        label=_("岗位名称"), max_length=60, help_text=_("窗口里不重名，例如“融资服务岗”。"),
        widget=forms.TextInput(attrs={"data-width": "m"}),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("岗位性质"),
        choices=lambda: choices(PostKind),
        widget=forms.RadioSelect(attrs={"data-kind": "inline"}),
    )
    area = forms.CharField(
        label=_("功能服务区"), max_length=60, help_text=_("来访者按服务分类引导到这个区。"),
        widget=forms.TextInput(attrs={"data-width": "m"}),
    )  # fmt: skip
    place = forms.CharField(
        label=_("在大厅哪里"), max_length=60, required=False, help_text=_("例如“一层东侧 3 号台”。"),
        widget=forms.TextInput(attrs={"data-width": "m"}),
    )  # fmt: skip
    kinds = forms.MultipleChoiceField(
        label=_("接待哪些类别的诉求"),
        required=False,
        help_text=_("不选表示不分类别。"),
        choices=lambda: choices(ServiceKind),
        widget=forms.CheckboxSelectMultiple(attrs={"data-kind": "inline"}),
    )
    categories = forms.MultipleChoiceField(
        label=_("办哪些服务"),
        required=False,
        help_text=_("不选表示没有写明，引导时排在写明的岗位之后。"),
        choices=lambda: choices(ServiceCategory),
        widget=forms.CheckboxSelectMultiple(attrs={"data-kind": "inline"}),
    )
    discloses_names = forms.BooleanField(label=_("在窗口的公开页面上显示在岗人员的姓名"), required=False)
    revision = WholeField(required=False, widget=forms.HiddenInput)

    def __init__(self, people: "QuerySet[Person]", *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["person_a"] = Colleague(people, _("A岗"), hint=_("平时在岗的人。"))
        self.fields["person_b"] = Colleague(people, _("B岗"), hint=_("A岗不在时由他接待，必须是另一个人。"))
        self.order_fields(["name", "kind", "person_a", "person_b", "area", "place", "kinds", "categories"])

    @classmethod
    def showing(cls, people: "QuerySet[Person]", post: Post | None) -> "PostForm":
        """The form as it is opened: empty, or the post as it is."""
        if post is None:
            return cls(people, initial={"kind": PostKind.BUSINESS})
        names = ("name", "kind", "area", "place", "kinds", "categories", "discloses_names", "revision")
        told = {name: getattr(post, name) for name in names}
        return cls(people, initial={**told, "person_a": post.person_a.ref, "person_b": post.person_b.ref})

    def entry(self) -> PostEntry:
        """What was told, for the verb."""
        told = self.cleaned_data
        return PostEntry(
            name=told["name"],
            kind=PostKind(told["kind"]),
            area=told["area"],
            place=told["place"],
            person_a_id=told["person_a"].id,
            person_b_id=told["person_b"].id,
            kinds=words(told["kinds"], ServiceKind),
            categories=words(told["categories"], ServiceCategory),
            discloses_names=told["discloses_names"],
        )


class LeaveForm(forms.Form):
    """Where one goes, until when, and who stands in."""

    since = moment(_("什么时候离开"))
    until = moment(_("什么时候回来"))
    reason = forms.ChoiceField(
        label=_("去向"),
        choices=lambda: choices(AbsenceReason),
        help_text=_("只有同事看得到；来访者只看到暂由谁接待。"),
        widget=forms.RadioSelect(attrs={"data-kind": "inline"}),
    )
    note = forms.CharField(
        label=_("给同事的话"), required=False, max_length=300, help_text=_("哪件事等您回来，怎么找到您。"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, people: "QuerySet[Person]", *arguments: Any, anybody: bool = False, **named: Any) -> None:
        super().__init__(*arguments, **named)
        if anybody:
            self.fields["person"] = Colleague(people, _("谁离开"))
        stands_in = _("不指定时，由岗位的另一个人接待。")
        self.fields["stand_in"] = Colleague(people, _("暂由谁接待"), required=False, hint=stands_in)
        self.order_fields(["person", "since", "until", "reason", "stand_in", "note"])

    @classmethod
    def opened(cls, people: "QuerySet[Person]", at: datetime, *, person: Any, anybody: bool) -> "LeaveForm":
        """The form as it is opened: from now, for two hours."""
        begins = localtime(at).replace(second=0, microsecond=0)
        told = {"since": begins, "until": begins + timedelta(hours=2), "reason": AbsenceReason.ERRAND, "person": person}
        return cls(people, initial=told, anybody=anybody)

    def leave(self) -> Leave:
        """What was told, for the verb."""
        told = self.cleaned_data
        stand_in = told["stand_in"]
        return Leave(
            since=told["since"],
            until=told["until"],
            reason=AbsenceReason(told["reason"]),
            stand_in_id=stand_in.id if stand_in else None,
            note=told["note"],
        )


class HandOverForm(forms.Form):
    """To whom, and what he must know."""

    text = forms.CharField(
        label=_("交接的内容"),
        max_length=4000,
        help_text=_("逐件写明：编号、到了哪一步、答应过企业什么、下一步和期限。"),
        widget=forms.Textarea(attrs={"rows": 10}),
    )

    def __init__(self, people: "QuerySet[Person]", *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["taker"] = Colleague(people, _("交给谁"))
        self.order_fields(["taker", "text"])


class GuideForm(forms.Form):
    """What a visitor comes for."""

    kind = forms.ChoiceField(
        label=_("诉求类别"), required=False, choices=lambda: [("", _("不限")), *choices(ServiceKind)]
    )
    category = forms.ChoiceField(
        label=_("服务类别"), required=False, choices=lambda: [("", _("不限")), *choices(ServiceCategory)]
    )

    def asked(self) -> tuple[ServiceKind | None, ServiceCategory | None]:
        """Kind and category; what makes no sense is not asked."""
        self.is_valid()
        kind, category = self.cleaned_data.get("kind"), self.cleaned_data.get("category")
        return ServiceKind(kind) if kind else None, ServiceCategory(category) if category else None
