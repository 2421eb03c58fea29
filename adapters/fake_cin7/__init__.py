"""A stand-alone, stateful imitation of Cin7 Core's ExternalApi v2, for anyone who integrates with it.

It imports nothing of this project's other code, so a misunderstanding cannot be shared by client and server.

Source: B17; fake-cin7.md.
"""

from adapters.fake_cin7.app import create_app
from adapters.fake_cin7.server import PortTaken, Server, make_server, serve
from adapters.fake_cin7.state.universe import Universe
from adapters.fake_cin7.transport import FakeTransport

__all__ = ["FakeTransport", "PortTaken", "Server", "Universe", "create_app", "make_server", "serve"]
