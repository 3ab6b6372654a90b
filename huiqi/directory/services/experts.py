"""The verbs of experts: enter one, correct him, let him go."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from huiqi.accounts.services import open_organisation
from huiqi.accounts.words import OrganisationKind
from huiqi.directory.models import Expert
from huiqi.directory.services.departments import known_region
from huiqi.journal.services import record
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused
from huiqi.search.services import content_changed
from huiqi.standards.service_kinds import ServiceCategory


@dataclass(frozen=True, slots=True)
class ExpertEntry:
    """What is said of an expert. `contact` stays with staff; nothing is public before he agreed."""

    name: str
    region: str
    fields: tuple[ServiceCategory, ...]
    title: str = ""
    employer: str = ""
    profile: str = ""
    contact: str = ""
    agreed_to_publish: bool = False

    def columns(self) -> dict[str, object]:
        """The columns of an expert, by name."""
        return {**asdict(self), "region": known_region(self.region), "fields": list(self.fields)}


@transaction.atomic
def enter_expert(told: ExpertEntry, *, actor: Actor, at: datetime, is_demonstration: bool = False) -> Expert:
    """Enter an expert from today on, with or without an account. Raises `Refused`: region_unknown, no_field."""
    _check(told)
    organisation = open_organisation(
        OrganisationKind.EXPERT, told.name, actor=actor, at=at, is_demonstration=is_demonstration
    )
    expert = Expert.objects.create(organisation=organisation, entered_on=localdate(at), **told.columns())
    record("expert", organisation.ref, "enter", actor=actor, at=at, data=_data(told), texts=_texts(told))
    content_changed()
    return expert


@transaction.atomic
def correct_expert(expert_id: int, told: ExpertEntry, *, actor: Actor, at: datetime) -> Expert:
    """Write down what is true of an expert now. Raises `Refused`: region_unknown, no_field, expert_left."""
    _check(told)
    expert = _present(expert_id)
    for name, value in told.columns().items():
        setattr(expert, name, value)
    expert.save()
    record("expert", expert.organisation.ref, "correct", actor=actor, at=at, data=_data(told), texts=_texts(told))
    content_changed()
    return expert


@transaction.atomic
def end_expert(expert_id: int, *, actor: Actor, at: datetime) -> None:
    """Let an expert leave the network today. Raises `Refused`: expert_left."""
    expert = _present(expert_id)
    expert.left_on = localdate(at)
    expert.save(update_fields=["left_on"])
    record("expert", expert.organisation.ref, "leave", actor=actor, at=at)
    content_changed()


def _check(told: ExpertEntry) -> None:
    if not told.fields:
        raise Refused("no_field", "fields")


def _data(told: ExpertEntry) -> dict[str, object]:
    return {"region": told.region, "fields": sorted(map(str, told.fields)), "published": told.agreed_to_publish}


def _texts(told: ExpertEntry) -> dict[str, str]:
    """Everything personal lies beside the journal, so that it can be erased."""
    names = ("name", "title", "employer", "profile", "contact")
    return {name: str(getattr(told, name)) for name in names}


def _present(expert_id: int) -> Expert:
    """The expert, his row locked."""
    rows = Expert.objects.select_related("organisation").select_for_update(of=("self",))
    expert = rows.get(id=expert_id)
    if expert.left_on is not None:
        raise Refused("expert_left", name=expert.name, day=expert.left_on)
    return expert
