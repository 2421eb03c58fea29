"""Upstock over HTTP: signed events, one attempt each; a real API of theirs would be another folder.

Source: contract, "What we tell Upstock"; architecture §6.6.
"""

from adapters.upstock.client import Limits, make_session
from adapters.upstock.gateway import Upstock
from adapters.upstock.reach import UpstockReach
from adapters.upstock.recorder import Heard, Recorder

__all__ = ["Heard", "Limits", "Recorder", "Upstock", "UpstockReach", "make_session"]
