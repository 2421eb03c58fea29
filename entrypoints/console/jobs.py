"""Work that somebody asked for, and how far it is."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from application.ports.storage.jobs import Job, JobState
from domain.identifiers import SupplierId
from entrypoints.console.desk import DONE, REFUSED, Desk, visitor

SHOWN = 50


def jobs_pages(pages: Blueprint, desk: Desk) -> None:
    """Add jobs, and the part of a page that follows one. Source: R9."""

    @pages.get("/suppliers/<supplier>/jobs")
    def jobs(supplier: str) -> ResponseReturnValue:
        """List the latest jobs, the newest first."""
        with desk.use_cases.work() as store:
            latest = store.jobs.latest(SupplierId(supplier), SHOWN)
        return render_template("console/jobs.html", jobs=latest, running=JobState.RUNNING)

    @pages.get("/suppliers/<supplier>/jobs/<job_id>")
    def job(supplier: str, job_id: str) -> ResponseReturnValue:
        """Show how far a job is."""
        progress = desk.use_cases.follow_job(SupplierId(supplier), job_id)
        return render_template("console/job.html", progress=progress, running=JobState.RUNNING)

    @pages.get("/suppliers/<supplier>/jobs/<job_id>/progress")
    def progress(supplier: str, job_id: str) -> ResponseReturnValue:
        """Answer the part of that page that moves; it asks again only while the job runs."""
        found = desk.use_cases.follow_job(SupplierId(supplier), job_id)
        return render_template("console/job_progress.html", progress=found, running=JobState.RUNNING)

    @pages.post("/suppliers/<supplier>/jobs/<job_id>/cancel")
    def cancel(supplier: str, job_id: str) -> ResponseReturnValue:
        """End a job; what it achieved so far stays."""

        def end() -> str:
            desk.use_cases.cancel_job(SupplierId(supplier), job_id, visitor().actor)
            return "The job was ended. What it achieved so far stays."

        desk.told(end)
        return redirect(url_for("console.job", supplier=supplier, job_id=job_id), 303)


def led_to_job(desk: Desk, begin: Callable[[], Job], *, said: str, else_to: str) -> ResponseReturnValue:
    """Begin a job and lead to its progress; a refusal is told where it was asked for."""
    try:
        job = begin()
    except desk.expected as no:
        flash(desk.explain(no).detail, REFUSED)
        return redirect(else_to, 303)
    flash(said, DONE)
    return redirect(url_for("console.job", supplier=job.supplier, job_id=job.id), 303)
