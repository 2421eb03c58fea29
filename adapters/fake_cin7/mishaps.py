"""How the application tells whoever carries its replies that one shall be lost or late.

A WSGI server that knows nothing of it delivers the reply; one whose work was not even begun is a 502.

Source: fake-cin7.md, faults.
"""

from typing import Any

from adapters.fake_cin7.state.faults import Action

_KEY = "fake_cin7.mishap"


def note_mishap(environ: dict[str, Any], action: Action) -> None:
    """Leave word in the environment of the call."""
    environ[_KEY] = action


def mishap_of(environ: dict[str, Any]) -> Action | None:
    """Look whether there is word."""
    action = environ.get(_KEY)
    return action if isinstance(action, Action) else None
