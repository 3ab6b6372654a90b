"""How many demands a handler says that it can carry."""

from huiqi.directory.models import StatedLoad


def load_of(organisation_id: int) -> StatedLoad | None:
    """What an organisation said; none: nothing yet."""
    return StatedLoad.objects.filter(organisation_id=organisation_id).first()
