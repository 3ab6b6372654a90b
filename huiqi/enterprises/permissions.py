"""Who may do what with an enterprise, a sentence each."""

from huiqi.enterprises.models import Enterprise
from huiqi.kernel.access import Actor, Role


def can_record_facts(actor: Actor, enterprise: Enterprise) -> bool:
    """The firm's own people state its facts."""
    own = actor.organisation_id == enterprise.organisation_id
    return own and actor.is_a(Role.ENTERPRISE_OWNER, Role.ENTERPRISE_CLERK)
