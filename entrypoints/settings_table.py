"""The README's table of settings, straight from the fields."""

from entrypoints.settings import Settings, extra


def settings_table() -> str:
    """Answer every variable with its default and its meaning, in Markdown."""
    rows = ["| variable | default | meaning |", "| --- | --- | --- |"]
    for name, field in Settings.model_fields.items():
        rows.append(f"| `{name.upper()}` | {extra(name, 'shown')} | {field.description} |")
    return "\n".join(rows) + "\n"
