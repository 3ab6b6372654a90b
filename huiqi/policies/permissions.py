"""Who may do what with policies, a sentence each. What is published everybody reads."""

from huiqi.kernel.access import Actor, Role
from huiqi.policies.models import DocumentDraft, Draft, Faq
from huiqi.policies.words import DraftVerb, FaqVerb

EDITORS = (Role.HUB_OPERATOR, Role.WINDOW_MANAGER)


def can_draft(actor: Actor) -> bool:
    """The hub, and who leads a window: they write policies down and review each other's."""
    return actor.is_a(*EDITORS)


def can_review(actor: Actor, draft: Draft) -> bool:
    """A second person: nobody who wrote in it reviews it."""
    return can_draft(actor) and actor.person_ref not in draft.authors


def can_publish(actor: Actor, _draft: Draft) -> bool:
    """The hub answers for the library; what it publishes another pair of eyes has reviewed."""
    return actor.is_a(Role.HUB_OPERATOR)


def can_drop(actor: Actor, draft: Draft) -> bool:
    """Who wrote it, or the hub."""
    return actor.is_a(Role.HUB_OPERATOR) or (can_draft(actor) and actor.person_ref in draft.authors)


def can_push(actor: Actor) -> bool:
    """The hub answers for what firms are told."""
    return actor.is_a(Role.HUB_OPERATOR)


def can_see_funnel(actor: Actor) -> bool:
    """The hub sees what becomes of policies; a window, at the firms that it serves."""
    return actor.is_a(Role.RECEPTIONIST, *EDITORS)


def can_bring_outcomes(actor: Actor) -> bool:
    """Who serves firms brings back what became of their applications: a window for its own, the hub for all."""
    return can_see_funnel(actor)


def can_see_pushes(actor: Actor) -> bool:
    """Whoever writes policies sees what firms are told of them."""
    return can_draft(actor)


def can_open_firms(actor: Actor) -> bool:
    """Who the enterprises behind a figure are, and why: the hub, which answers for the library, sees of all of them."""
    return actor.is_a(Role.HUB_OPERATOR)


def can_open_served(actor: Actor) -> bool:
    """A window's manager sees it of those his window serves; of the others only figures, the small ones masked."""
    return actor.is_a(Role.WINDOW_MANAGER)


def can(actor: Actor, verb: DraftVerb, draft: Draft) -> bool:
    """Whether the actor is somebody who does this verb with this draft."""
    if verb in (DraftVerb.APPROVE, DraftVerb.RETURN):
        return can_review(actor, draft)
    if verb is DraftVerb.PUBLISH:
        return can_publish(actor, draft)
    return can_drop(actor, draft) if verb is DraftVerb.DROP else can_draft(actor)


def can_publish_text(actor: Actor, draft: DocumentDraft) -> bool:
    """A second person: a text is compared with its source by somebody who did not write it down."""
    return can_draft(actor) and actor.person_ref not in draft.authors


def can_announce(actor: Actor) -> bool:
    """Who writes policies down says when an item is open: the notice is public and names its days."""
    return can_draft(actor)


def can_do_with_faq(actor: Actor, verb: FaqVerb, faq: Faq) -> bool:
    """Who writes policies answers for everybody; what one wrote a second publishes, or gives back."""
    own = verb in (FaqVerb.PUBLISH, FaqVerb.RETURN) and actor.person_ref in faq.authors
    return can_draft(actor) and not own
