"""The bodies of the jobs of files."""

from huiqi.files import services
from huiqi.kernel.jobs import job


@job("files.delete_contents")
def delete_contents(paths: list[str]) -> None:
    """Delete what was destroyed."""
    services.delete_contents(paths)
