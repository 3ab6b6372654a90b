"""The bodies of search's jobs."""

from huiqi.kernel.jobs import job
from huiqi.search.services import rebuild


@job("search.rebuild")
def rebuild_index() -> None:
    """Write the index anew."""
    rebuild()
