"""Jobs about jobs: what a killed worker left behind runs again."""

from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status

from huiqi.kernel.jobs import RETRIES

STALLED_SECONDS = 30


@app.periodic(cron="* * * * * */30")
@app.task(name="kernel.rescue", queueing_lock="kernel.rescue", retry=RETRIES)
async def rescue(timestamp: int) -> None:  # noqa: ARG001 — procrastinate hands the tick over
    """Retry jobs whose worker has not been heard of for half a minute. They are idempotent, so twice is once.

    Where another of its slot waits already, that one does its work: it is forgotten and holds up none of the rest.
    """
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
        try:
            await app.job_manager.retry_job(job)
        except UniqueViolation:
            await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=True)


@app.periodic(cron="17 3 * * *")
@app.task(name="kernel.tidy", queueing_lock="kernel.tidy")
async def tidy(timestamp: int) -> None:  # noqa: ARG001
    """Forget finished jobs of more than a week ago."""
    await app.job_manager.delete_old_jobs(nb_hours=24 * 7, include_failed=False)
