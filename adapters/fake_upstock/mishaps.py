"""How the application tells whoever carries its answers that one shall be lost or late.

Source: architecture §6.6; a WSGI server that knows nothing of it delivers the answer.
"""

from typing import Any

from adapters.fake_upstock.faults import Action

_KEY = "fake_upstock.mishap"


def note_mishap(environ: dict[str, Any], action: Action) -> None:
    """Leave word in the environment of the call."""
    environ[_KEY] = action


def mishap_of(environ: dict[str, Any]) -> Action | None:
    """Look whether there is word."""
    action = environ.get(_KEY)
    return action if isinstance(action, Action) else None
