"""The bodies of search's jobs."""

from huiqi.kernel.jobs import PATIENT, job
from huiqi.search.services import rebuild


@job("search.rebuild", rank=PATIENT)
def rebuild_index() -> None:
    """Write the index anew."""
    rebuild()
