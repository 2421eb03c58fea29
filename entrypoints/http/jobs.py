"""Work that somebody asked for: begun, followed and ended."""

from flask import Response
from flask_openapi.blueprint import APIBlueprint

from application.running.follow_job import JobProgress
from application.use_cases import UseCases
from domain.identifiers import SupplierId
from entrypoints.http import described
from entrypoints.http.answers import answer
from entrypoints.http.auth import actor
from entrypoints.http.schemas.jobs import JobBegun, JobOut, JobPath, JobsOut, SyncIn
from entrypoints.http.schemas.places import PageQuery, SupplierPath

PATH = "/v1/suppliers/<supplier>"


def jobs(use_cases: UseCases) -> APIBlueprint:
    """Build the endpoints of jobs. Source: R9; contract, "jobs"."""
    api = APIBlueprint(
        "jobs",
        __name__,
        url_prefix=PATH,
        abp_tags=described.tag("Jobs", "Work that somebody asked for, and how far it is."),
        abp_security=described.NEEDS_TOKEN,
        abp_responses=described.problems(*described.ALWAYS),
    )

    @api.post("/sync", responses={202: JobBegun, **described.problems(409, *described.WITH_BODY)})
    def sync(path: SupplierPath, body: SyncIn) -> Response:
        """Read changes from Cin7 at once; a second request joins the job that runs."""
        return answer(JobBegun.of(use_cases.request_job(SupplierId(path.supplier), body.what, actor())), 202)

    @api.get("/jobs", responses={200: JobsOut})
    def list_jobs(path: SupplierPath, query: PageQuery) -> Response:
        """List jobs, the newest first."""
        with use_cases.work() as store:
            page = store.jobs.page(SupplierId(path.supplier), cursor=query.cursor, limit=query.limit)
        items = [JobOut.of(JobProgress(job=job)) for job in page.items]
        return answer(JobsOut(items=items, next_cursor=page.next_cursor))

    @api.get("/jobs/<id>", responses={200: JobOut})
    def show_job(path: JobPath) -> Response:
        """Show how far a job is."""
        return answer(JobOut.of(use_cases.follow_job(SupplierId(path.supplier), path.id)))

    @api.delete("/jobs/<id>", responses={200: JobOut})
    def cancel_job(path: JobPath) -> Response:
        """End a job; what it achieved so far stays."""
        return answer(JobOut.of(JobProgress(job=use_cases.cancel_job(SupplierId(path.supplier), path.id, actor()))))

    return api
