"""How Prometheus reads what this process, or this machine, counted, and how everything stands.

Source: architecture §15; contract, `/metrics`.
"""

import os
from collections.abc import Iterable
from typing import Final

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

from entrypoints.instruments import Instruments

CONTENT_TYPE: Final = CONTENT_TYPE_LATEST

SHARED_FOLDER: Final = "PROMETHEUS_MULTIPROC_DIR"
"""The library's own variable: where processes of one machine keep their counters, so that any of them tells all."""


class Metrics:
    """Everything that is measured: instruments count on, `figures` are read from the database when somebody asks."""

    def __init__(self, instruments: Instruments, figures: Collector) -> None:
        self._own, self._all = instruments.registry, CollectorRegistry()
        self._all.register(figures)
        if SHARED_FOLDER in os.environ:
            MultiProcessCollector(self._all)  # type: ignore[no-untyped-call]  # it has no types
        else:
            ProcessCollector(registry=self._own)
            self._all.register(_Whole(self._own))

    def exposed(self) -> bytes:
        """Answer everything as Prometheus reads it."""
        return generate_latest(self._all)


class _Whole(Collector):
    """What another registry holds."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._registry = registry

    def collect(self) -> Iterable[Metric]:
        """Answer all of it."""
        return self._registry.collect()
