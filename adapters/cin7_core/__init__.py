"""Cin7 Core over its ExternalApi v2: gateway, client, mapping, wire.

Source: architecture §6.1, §6.2; ref §1–§6, §10.
"""

from adapters.cin7_core.directory import SYSTEM, Cin7Directory
from adapters.cin7_core.gateway import Cin7Core
from adapters.cin7_core.limits import Limits
from adapters.cin7_core.session import make_session

__all__ = ["SYSTEM", "Cin7Core", "Cin7Directory", "Limits", "make_session"]
