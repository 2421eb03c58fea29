"""What Prometheus would read."""

from prometheus_client.parser import text_string_to_metric_families


def samples(exposed: bytes) -> dict[str, float]:
    """Answer every sample by its name and labels, sorted by their names, without our prefix: `orders{held}` is 3."""
    found: dict[str, float] = {}
    for family in text_string_to_metric_families(exposed.decode()):
        for sample in family.samples:
            labels = ",".join(value for name, value in sample.labels.items() if name != "le")
            bucket = f"<={sample.labels['le']}" if "le" in sample.labels else ""
            name = sample.name.removeprefix("upstock_cin7_") + (f"{{{labels}}}" if labels else "") + bucket
            found[name] = sample.value
    return found
