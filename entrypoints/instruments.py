"""What is counted and timed in this process; no supplier is ever a label.

Source: architecture §15. Which supplier it was is in the log and in the console, from the same tables.
"""

from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics

_CALLS: Final = (0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 40, 90)
_WAITS: Final = (0.001, 0.1, 0.5, 1, 2, 5, 15, 30, 63, 120, 300)
_TASKS: Final = (0.01, 0.05, 0.1, 0.5, 1, 5, 20, 60, 300)
_ORDERS: Final = (1, 2, 5, 10, 30, 60, 120, 300, 900, 3600, 14_400, 86_400)
_LAG: Final = (1, 5, 15, 60, 300, 600, 1800, 3600, 14_400, 86_400)
_FEW: Final = (2, 3, 4, 6, 10, 20)


disable_created_metrics()  # type: ignore[no-untyped-call]  # a third series for each, which nobody reads


def _name(name: str) -> str:
    return f"upstock_cin7_{name}"


class Instruments:
    """The counters and histograms of one process. Source: architecture §15."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.order_seconds = self._timed("order_seconds", "From an order's acceptance to its sale.", buckets=_ORDERS)
        self.calls_per_order = self._timed("calls_per_order", "Calls to Cin7 that an order's sale took.", buckets=_FEW)
        self.shipment_lag = self._timed(
            "shipment_lag_seconds", "From seeing in Cin7 that goods left to Upstock having heard it.", buckets=_LAG
        )
        self.cin7_calls = self._counted("cin7_calls", "Calls to Cin7.", "call", "outcome", "lane")
        self.cin7_call_seconds = self._timed("cin7_call_seconds", "How long Cin7 took.", "call", buckets=_CALLS)
        self.budget_wait = self._timed("budget_wait_seconds", "What calls waited for.", "lane", buckets=_WAITS)
        self.budget_blocked = self._counted("budget_blocked", "How often a key was left alone for a while.", "why")
        self.deliveries = self._counted("deliveries", "Attempts to tell Upstock something.", "type", "outcome")
        self.tasks = self._counted("tasks", "Tasks that ran here.", "task", "outcome")
        self.task_seconds = self._timed("task_seconds", "How long tasks took.", "task", buckets=_TASKS)
        self.adopted = self._counted("adopted", "Tasks taken over from processes that died.")
        self.unclear = self._counted("unclear", "Writes of which nobody knew at first whether Cin7 did them.")
        self.duplicates = self._counted("duplicates", "Other sales with an order's key: empty ones voided.", "outcome")
        for outcome in ("empty", "full"):  # there from the start, so that the first one is seen to come
            self.duplicates.labels(outcome)
        self.total_differences = self._counted("total_differences", "Sales whose total is not the order's.", "cause")

    def _counted(self, name: str, told: str, *labels: str) -> Counter:
        return Counter(_name(name), told, labels, registry=self.registry)

    def _timed(self, name: str, told: str, *labels: str, buckets: tuple[float, ...]) -> Histogram:
        return Histogram(_name(name), told, labels, buckets=buckets, registry=self.registry)
