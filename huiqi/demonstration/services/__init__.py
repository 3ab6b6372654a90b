"""The one verb of this app: demonstrate. Everything it makes is found again by its natural key."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from huiqi.demands.services import draw_visits
from huiqi.demonstration.services.asking import ask_about_conditions
from huiqi.demonstration.services.benefits import pay_without_asking
from huiqi.demonstration.services.counter import furnish
from huiqi.demonstration.services.demands import complain, file_demands
from huiqi.demonstration.services.desks import divide_work, fill_baskets, name_filters, write_templates
from huiqi.demonstration.services.duty import call_at_night, keep_duty
from huiqi.demonstration.services.filing import file_elsewhere
from huiqi.demonstration.services.firms import generate_enterprises, register_owner, seat_people
from huiqi.demonstration.services.ladder import climb_ladder
from huiqi.demonstration.services.network import open_institution, open_network
from huiqi.demonstration.services.offices import seat_offices
from huiqi.demonstration.services.policies import keep_library
from huiqi.demonstration.services.programs import ask_for_program
from huiqi.demonstration.services.pushing import follow_policies, push_policies
from huiqi.demonstration.services.satisfaction import keep_books, visit_one
from huiqi.demonstration.services.stage import ENTERED, PASSWORD, read, seat_person
from huiqi.demonstration.services.texts import shelve_texts, spread_information

__all__ = ["PASSWORD", "demonstrate", "generate_enterprises"]


@transaction.atomic
def demonstrate(*, enterprises: int = 40, at: datetime) -> None:
    """Make the demonstration, or what of it is missing: what is there already is left as people have changed it."""
    stage, password_hash = read("henan"), make_password(PASSWORD)
    open_network(stage, password_hash)
    seat_offices(password_hash)
    for number, told in enumerate(read("institutions"), start=61):
        open_institution(number, told, password_hash)
    furnish(password_hash, seat=seat_person, entered=ENTERED, at=at)
    keep_duty(at=at)
    for told in read("owners"):
        register_owner(told, password_hash, at=at)
    climb_ladder(read("ladder"), at=at)
    file_demands(read("demands"), at=at)
    call_at_night(at=at)
    complain(read("anonymous"), at=at)
    draw_visits(at=at)
    visit_one(at=at)
    write_templates(read("templates"), at=at)
    name_filters(at=at)
    divide_work(at=at)
    fill_baskets(at=at)
    seat_people(password_hash, at=at)
    keep_library(at=at)  # while there are few: what publishing takes from whom is counted at once
    shelve_texts(at=at)
    spread_information(at=at)
    ask_about_conditions(read("conditions"), at=at)
    generate_enterprises(enterprises, province=stage["province"], at=at)
    keep_books(at=at)
    follow_policies(at=at)
    push_policies(at=at)
    file_elsewhere(at=at)
    ask_for_program(at=at)
    pay_without_asking(at=at)
