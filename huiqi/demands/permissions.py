"""Who may do what with a demand, a sentence each. Whether it is possible now is the flow's question."""

from collections.abc import Callable

from huiqi.accounts.words import OrganisationKind
from huiqi.demands.models import Demand, Handling
from huiqi.demands.words import Anonymity, DemandState, Verb
from huiqi.kernel.access import Actor, Role
from huiqi.policies.permissions import can_draft

Rule = Callable[[Actor, Demand, Handling | None], bool]

STAFF = (Role.RECEPTIONIST, Role.WINDOW_MANAGER, Role.HUB_OPERATOR)
HANDLERS = (Role.INSTITUTION_CLERK, *STAFF)
"""Whoever works at an institution, a department or as an expert is a clerk; at another window or the hub, its staff."""

FIRM = (Role.ENTERPRISE_OWNER, Role.ENTERPRISE_CLERK, Role.BOOKKEEPER)


def is_firm(actor: Actor, demand: Demand, _handling: Handling | None = None) -> bool:
    """The enterprise's own people."""
    return actor.is_a(*FIRM) and actor.organisation_id == demand.enterprise.organisation_id


def is_window(actor: Actor, demand: Demand, _handling: Handling | None = None) -> bool:
    """The people of the window that owns the demand; at the hub's own demands, the hub's."""
    return actor.is_a(*STAFF) and actor.organisation_id == demand.window.organisation_id


def is_handler(actor: Actor, _demand: Demand, handling: Handling | None) -> bool:
    """The people of whoever has the demand in his hands now: an institution, a department, another window, the hub."""
    return handling is not None and actor.is_a(*HANDLERS) and is_of(actor, handling)


def is_of(actor: Actor, handling: Handling) -> bool:
    """Whether the actor's organisation is the one that works in this custody."""
    return actor.organisation_id == handling.organisation_id


def is_hub(actor: Actor, _demand: Demand, _handling: Handling | None = None) -> bool:
    """The hub's operators, for every demand of the network."""
    return actor.is_a(Role.HUB_OPERATOR)


def _leads(actor: Actor, demand: Demand, _handling: Handling | None) -> bool:
    """The manager of the window that owns the demand, or the hub."""
    return is_hub(actor, demand) or (actor.is_a(Role.WINDOW_MANAGER) and is_window(actor, demand))


def _window_or_hub(actor: Actor, demand: Demand, _handling: Handling | None) -> bool:
    return is_window(actor, demand) or is_hub(actor, demand)


def _replies(actor: Actor, demand: Demand, handling: Handling | None) -> bool:
    """Who owns or works on the demand, once it is registered; the hub where it was asked to look into it."""
    asked = is_hub(actor, demand) and (demand.escalated_until or demand.state is DemandState.RECTIFYING)
    return bool(asked) or (demand.state is not DemandState.FILED and _window_or_handler(actor, demand, handling))


def _window_or_handler(actor: Actor, demand: Demand, handling: Handling | None) -> bool:
    return is_window(actor, demand) or is_handler(actor, demand, handling)


def _who_holds_it(actor: Actor, demand: Demand, handling: Handling | None) -> bool:
    return is_handler(actor, demand, handling) if handling else is_window(actor, demand)


def _writes_for_it(actor: Actor, demand: Demand, handling: Handling | None) -> bool:
    """The window, for a handler outside the system that has the demand by a transfer letter."""
    return handling is not None and handling.by_letter and is_window(actor, demand)


def _contests(actor: Actor, demand: Demand, handling: Handling | None) -> bool:
    """Who would give it back again; for a handler outside, the window."""
    return is_handler(actor, demand, handling) or _writes_for_it(actor, demand, handling)


def _firm_or_taker(actor: Actor, demand: Demand, handling: Handling | None) -> bool:
    """The enterprise, and whoever took the demand in for it: what was misheard is put right by an addition."""
    if is_firm(actor, demand, handling):
        return True
    intake = getattr(demand, "intake", None) if actor.is_a(*STAFF) else None
    return intake is not None and intake.taken_by == actor.person_ref


def can_see_name(actor: Actor, demand: Demand) -> bool:
    """Whether an actor who sees a demand is told whose it is.

    Its own people are. Where the name is withheld, else only its first contact and who leads its window; of a
    confidential one its window and the hub, not who else handles it.
    """
    if is_firm(actor, demand):
        return True
    if demand.anonymity is Anonymity.WITHHELD:
        leads = actor.is_a(Role.WINDOW_MANAGER, Role.HUB_OPERATOR)
        return is_window(actor, demand) and (leads or actor.person_ref == demand.first_contact)
    return not demand.is_confidential or _window_or_hub(actor, demand, None)


def _seals(actor: Actor, demand: Demand, _handling: Handling | None) -> bool:
    """Its window, and the enterprise that signed in; by number and code nobody shuts others out."""
    asks = is_firm(actor, demand) and actor.only is None
    return not demand.is_confidential and (is_window(actor, demand) or asks)


def _names_insiders(actor: Actor, demand: Demand, _handling: Handling | None) -> bool:
    return demand.is_confidential and _window_or_hub(actor, demand, None)


def _unseals(actor: Actor, demand: Demand, _handling: Handling | None) -> bool:
    return demand.is_confidential and _leads(actor, demand, None)


def _is_contact(actor: Actor, demand: Demand, _handling: Handling | None) -> bool:
    """The first contact himself."""
    return is_window(actor, demand) and actor.person_ref == demand.first_contact


def _contact_or_leader(actor: Actor, demand: Demand, _handling: Handling | None) -> bool:
    """Who follows it passes it on; whoever leads does so for one who is away or has left."""
    return _is_contact(actor, demand, None) or _leads(actor, demand, None)


def _window_or_firm(actor: Actor, demand: Demand, _handling: Handling | None) -> bool:
    return is_window(actor, demand) or is_firm(actor, demand)


def _window_or_own_people(actor: Actor, demand: Demand, _handling: Handling | None) -> bool:
    """The window, and the enterprise's people who signed in: a code opens one demand, and this is about two."""
    return is_window(actor, demand) or (is_firm(actor, demand) and actor.only is None)


def _could_be_asked(actor: Actor, _demand: Demand, _handling: Handling | None) -> bool:
    """The people of whoever may be asked for a part."""
    return actor.is_a(*HANDLERS)


def had_hand_in(actor: Actor, demand: Demand) -> bool:
    """Whether the actor followed the demand as its first contact: he does not ask the enterprise about it."""
    return actor.person_ref in (demand.first_contact, demand.handed_on_by)


def _visits(actor: Actor, demand: Demand, _handling: Handling | None) -> bool:
    """The window or the hub, by somebody who had nothing to do with it (the rest of that is the service's)."""
    return _window_or_hub(actor, demand, None) and not had_hand_in(actor, demand)


def _was_rated(actor: Actor, demand: Demand, _handling: Handling | None) -> bool:
    """The window, and whoever answered."""
    return is_window(actor, demand) or (actor.is_a(*HANDLERS) and actor.organisation_id in demand.handlers)


MAY: dict[Verb, Rule] = {
    Verb.REGISTER: is_window,  # whoever is first contacted registers, and stays first contact (H55)
    Verb.ASK_INFORMATION: is_window,  # the window tells all that is missing at once; again with a reason
    Verb.SUPPLY_INFORMATION: is_firm,  # the enterprise brings what was asked
    Verb.REPLY: _replies,
    Verb.HAND_ON: _contact_or_leader,
    Verb.ACKNOWLEDGE: _is_contact,
    Verb.HAND_OVER_RESULT: is_window,  # the window hands the result over, whoever answered
    Verb.CONSULT: is_window,
    Verb.TAKE_OPINION: _could_be_asked,
    Verb.DECLINE_OPINION: _could_be_asked,
    Verb.CALL_OFF: is_window,  # who asked takes it back
    Verb.GIVE_OPINION: _could_be_asked,  # on what his organisation was asked for (selectors.demands_consulted_on)
    Verb.ASK_EXTENSION: _window_or_handler,
    Verb.GRANT_EXTENSION: _leads,  # by somebody else than who asked (the service)
    Verb.DECLINE_EXTENSION: _leads,
    Verb.ASK_SUSPENSION: is_handler,  # who works on it asks, the window decides
    Verb.SUSPEND: _window_or_firm,  # the enterprise for itself; no office for its own convenience (the service)
    Verb.DECLINE_SUSPENSION: is_window,
    Verb.RESUME: _window_or_firm,  # the enterprise what it asked for itself (the service)
    Verb.DISPATCH: is_window,  # the window sends a demand to whoever is to handle it
    Verb.ADD_PART: is_window,
    Verb.SEND_LETTER: _writes_for_it,
    Verb.ENTER_ANSWER: _writes_for_it,  # the answer is the handler's, and its scan proves it
    Verb.ENTER_RETURN: _writes_for_it,
    Verb.REPLACE_SCAN: is_window,  # a wrong page is replaced with a reason, never taken away
    Verb.RECALL: is_window,  # the window takes it back from one that does not move
    Verb.TAKE: is_handler,
    Verb.RETURN: is_handler,
    Verb.CONTEST: _contests,
    Verb.ARBITRATE: is_hub,  # only from above is it said whose it is
    Verb.GIVE_PLAN: is_handler,
    Verb.START_WORK: is_handler,
    Verb.ANSWER: _who_holds_it,  # who has it in his hands answers, and nobody else
    Verb.SUM_UP: is_window,  # the window divided it, and may say in one what all said
    Verb.RATE: is_firm,  # only the enterprise rates: voluntarily, undisturbed
    Verb.ATTEMPT_VISIT: _visits,
    Verb.VISIT: _visits,  # never whoever it is asked about
    Verb.OPEN_RECTIFICATION: is_hub,  # a bad rating opens it by itself; the hub may where it heard otherwise
    Verb.PLAN_RECTIFICATION: _leads,  # one level up; of a window's own work the hub alone (the service)
    Verb.RECTIFY: _leads,
    Verb.APPEAL: _was_rated,
    Verb.UPHOLD_APPEAL: is_hub,  # by somebody who is not concerned (the service)
    Verb.DECLINE_APPEAL: is_hub,
    Verb.ARCHIVE: is_window,
    Verb.WITHDRAW: is_firm,  # the enterprise may take back its demand until it is answered
    Verb.REFUSE: is_window,  # who would register may refuse, with the ground and where to go instead
    Verb.END: is_window,
    Verb.CLOSE_REPEATED: is_hub,  # only the hub may say that a matter has been heard often enough
    Verb.MERGE: is_window,  # who works on both finds that they are one matter
    Verb.ABSORB: is_window,
    Verb.UNMERGE: _window_or_own_people,  # whose matters they are knows best that they are two
    Verb.LET_GO: _window_or_own_people,
    Verb.SPLIT: is_window,  # the window sorts what was brought in one
    Verb.OBJECT: is_firm,  # whom a decision concerns may object to it
    Verb.UPHOLD_OBJECTION: is_hub,  # decided one level up; never by the person who made the decision (the service)
    Verb.REJECT_OBJECTION: is_hub,
    Verb.REOPEN: is_firm,  # the enterprise brings a new fact
    Verb.ADD: _firm_or_taker,
    Verb.REMIND: is_firm,
    Verb.ESCALATE: is_firm,
    Verb.REMIND_FIRM: is_window,
    Verb.SET_URGENCY: is_window,  # the window judges how much a demand presses
    Verb.OPEN_GREEN: _leads,  # who opens a green channel shortens the clock of others, and answers for it
    Verb.CLOSE_GREEN: _leads,
    Verb.INSTRUCT: _leads,  # a leader's instruction is entered by who is responsible to him
    Verb.REPORT_BACK: _window_or_hub,
    Verb.SEAL: _seals,  # the enterprise when it files or later, its window what needs it
    Verb.NAME_INSIDER: _names_insiders,  # who knows of it says who else has to
    Verb.REMOVE_INSIDER: _names_insiders,
    Verb.UNSEAL: _unseals,  # opening it to all who would see it is for who answers for the window, if he knows of it
}


def can(actor: Actor, verb: Verb, demand: Demand, handling: Handling | None) -> bool:
    """Whether the actor is somebody who does this verb with this demand."""
    return MAY[verb](actor, demand, handling)


def _had_it(actor: Actor, demand: Demand, _handling: Handling | None) -> bool:
    """The people of whoever has the demand or answered it; who gave it back sees it no more."""
    return actor.is_a(*HANDLERS) and actor.organisation_id in demand.handlers


def _had_it_or_window(actor: Actor, demand: Demand, handling: Handling | None) -> bool:
    return _had_it(actor, demand, handling) or is_window(actor, demand)


COULD: dict[Verb, Rule] = {
    **dict.fromkeys((Verb.TAKE, Verb.RETURN, Verb.GIVE_PLAN, Verb.START_WORK, Verb.ASK_SUSPENSION), _had_it),
    **dict.fromkeys((Verb.ANSWER, Verb.CONTEST, Verb.REPLY, Verb.ASK_EXTENSION), _had_it_or_window),
    **dict.fromkeys((Verb.SEND_LETTER, Verb.ENTER_ANSWER, Verb.ENTER_RETURN), is_window),
    **dict.fromkeys((Verb.NAME_INSIDER, Verb.REMOVE_INSIDER), _window_or_hub),
    Verb.SEAL: is_window,
    Verb.UNSEAL: _leads,
}
"""Whose a verb is at another moment of the demand: who answered took it once, who seals has sealed."""


def could(actor: Actor, verb: Verb, demand: Demand) -> bool:
    """Whether the actor would do this verb at another moment: he is told how it stands now, and not sent away."""
    return verb in COULD and COULD[verb](actor, demand, None)


def can_file(actor: Actor) -> bool:
    """The people of an enterprise file for their own enterprise; who holds the code of a demand has no other."""
    sits = actor.is_a(*FIRM) and actor.seat is not None and actor.seat.organisation_kind == OrganisationKind.ENTERPRISE
    return sits and actor.only is None


def comes_to_file(actor: Actor) -> bool:
    """Whether the way to filing leads somewhere: whoever files, and who has yet to sign in or to register a firm."""
    return actor.seat is None or can_file(actor)


def can_take_in(actor: Actor) -> bool:
    """Staff of windows and hub write down what somebody tells them for a firm."""
    return actor.is_a(*STAFF)


def can_name_unseen(actor: Actor) -> bool:
    """Who leads a window, and the hub, name somebody for a confidential demand of which nobody there knows."""
    return actor.is_a(Role.WINDOW_MANAGER, Role.HUB_OPERATOR)


def can_arbitrate(actor: Actor) -> bool:
    """The hub rules who handles what nobody wants."""
    return actor.is_a(Role.HUB_OPERATOR)


def can_write_plans(actor: Actor) -> bool:
    """The hub writes who works together on what."""
    return actor.is_a(Role.HUB_OPERATOR)


def can_rebuild(actor: Actor) -> bool:
    """The auditor, and who leads a window or the hub, look at how a demand stood at any past moment."""
    return actor.is_a(Role.AUDITOR, Role.WINDOW_MANAGER, Role.HUB_OPERATOR)


def can_see_findings(actor: Actor) -> bool:
    """The auditor, and the hub, read what the examinations of the journal found."""
    return actor.is_a(Role.AUDITOR, Role.HUB_OPERATOR)


def can_keep_retention(actor: Actor) -> bool:
    """The system's administrator, and the hub, say how long something is kept and what is exempt."""
    return actor.is_a(Role.SYSTEM_ADMINISTRATOR, Role.HUB_OPERATOR)


def can_see_looks(actor: Actor) -> bool:
    """The auditor sees who looked at what is kept secret, everywhere; who leads a window or the hub, at its own."""
    return actor.is_a(Role.AUDITOR, Role.WINDOW_MANAGER, Role.HUB_OPERATOR)


def can_visit(actor: Actor) -> bool:
    """Staff of windows and hub have a list of return visits, without what they had to do with themselves."""
    return actor.is_a(*STAFF)


def can_see_satisfaction(actor: Actor) -> bool:
    """Who leads a window reads how it is rated, the hub how all are."""
    return actor.is_a(Role.WINDOW_MANAGER, Role.HUB_OPERATOR)


def can_see_baskets(actor: Actor) -> bool:
    """Who leads a window sees what its handlers and people have waiting, the hub what all have."""
    return actor.is_a(Role.WINDOW_MANAGER, Role.HUB_OPERATOR)


def can_set_baskets(actor: Actor) -> bool:
    """The hub says from when on somebody has too much, has forgotten or has gone quiet."""
    return actor.is_a(Role.HUB_OPERATOR)


def can_set_share(actor: Actor) -> bool:
    """The hub sets how many are visited."""
    return actor.is_a(Role.HUB_OPERATOR)


def can_use_desk(actor: Actor) -> bool:
    """Staff of windows and hub, and the clerks of institutions, have a desk of demands."""
    return actor.is_a(*STAFF, Role.INSTITUTION_CLERK)


def can_export_names(actor: Actor) -> bool:
    """Whoever answers for a window, and the hub, may take away the names of those who answer; others initials."""
    return actor.is_a(Role.WINDOW_MANAGER, Role.HUB_OPERATOR)


def can_see_accountability(actor: Actor) -> bool:
    """Windows see the records of their own demands, the hub all."""
    return actor.is_a(*STAFF)


def can_see_endings(actor: Actor) -> bool:
    """Managers see how often their window closed demands unanswered, the hub how often all did."""
    return actor.is_a(Role.WINDOW_MANAGER, Role.HUB_OPERATOR)


def can_see_instructions(actor: Actor) -> bool:
    """Windows see the instructions on their own demands, the hub all."""
    return actor.is_a(*STAFF)


def can_keep_templates(actor: Actor) -> bool:
    """Managers write the templates of their window, the hub those of everybody."""
    return actor.is_a(Role.WINDOW_MANAGER, Role.HUB_OPERATOR)


def can_make_general(actor: Actor, demand: Demand) -> bool:
    """Who writes policies makes of the answer to a demand about one what everybody reads."""
    return can_draft(actor) and bool(demand.policy_code and demand.answer)


def can_use_bulk(actor: Actor) -> bool:
    """Staff of windows and hub do one thing with many demands; each is asked for its own rights."""
    return actor.is_a(*STAFF)


def can_write_note(actor: Actor, demand: Demand) -> bool:
    """Whoever works at a desk writes notes on a demand that he sees, for his own office and the hub."""
    return actor.is_a(*HANDLERS) and not actor.is_anonymous and not is_firm(actor, demand)


def can_read_note(actor: Actor, office: int | None) -> bool:
    """A note is read where it was written, and at the hub."""
    return actor.is_a(Role.HUB_OPERATOR) or (office is not None and office == actor.organisation_id)


INTERNAL_PAPERS = frozenset({"transfer", "letter", "joint", "urging", "supervision", "visit", "rectification"})
"""Papers between offices, and the window's own notes of a visit: not for the enterprise to read."""

TO_OFFICES = frozenset({"transfer", "letter", "joint", "urging", "supervision", "rectification"})
"""Papers that go to whoever handles a demand: they do not say whose it is where that is kept from him."""

ISSUES: dict[str, Rule] = {"supervision": _leads, "repeated": is_hub, "visit": _visits, "rectification": _leads}
"""Who issues a paper, where it is not the window: it supervises from above, and closes as repeated only at the hub."""


def can_issue(actor: Actor, paper: str, demand: Demand) -> bool:
    """The window issues the papers of its demands, each by the organisation that decided what it says."""
    return can_see_name(actor, demand) and ISSUES.get(paper, is_window)(actor, demand, None)
