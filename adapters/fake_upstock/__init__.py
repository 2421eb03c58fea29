"""A stand-alone stand-in for Upstock: receives events, verifies them, and shows what a customer would see.

It imports nothing of this project's other code, so a misunderstanding cannot be shared by sender and receiver.

Source: contract, "What we tell Upstock"; architecture §6.6.
"""

from adapters.fake_upstock.app import create_app
from adapters.fake_upstock.inbox import Inbox
from adapters.fake_upstock.server import PortTaken, Server, make_server, serve
from adapters.fake_upstock.transport import FakeTransport

__all__ = ["FakeTransport", "Inbox", "PortTaken", "Server", "create_app", "make_server", "serve"]
