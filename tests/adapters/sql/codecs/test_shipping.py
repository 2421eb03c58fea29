"""Polls, watches and drift to their rows and back, with every field filled."""

from adapters.sql.codecs.shipping import drift_of, drift_row, poll_of, poll_row, watch_of, watch_row
from tests.adapters.sql.codecs.samples import full_drift, full_poll, full_watch


def test_polls_watches_and_drift_come_back_from_their_rows() -> None:
    assert poll_of(poll_row(full_poll())) == full_poll()
    assert watch_of(watch_row(full_watch())) == full_watch()
    assert drift_of(drift_row(full_drift())) == full_drift()
