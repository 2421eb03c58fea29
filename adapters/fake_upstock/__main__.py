"""`python -m adapters.fake_upstock`: serve the fake without anything else of this project."""

import argparse
import sys

from adapters.fake_upstock.server import PORT, PortTaken, serve


def main() -> int:
    """Serve until stopped."""
    parser = argparse.ArgumentParser(prog="python -m adapters.fake_upstock", description="A fake Upstock.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    parser.add_argument("--port", type=int, default=PORT, help="port to listen on (%(default)s)")
    parser.add_argument("--secret", help="what events are signed with; one is made unless given")
    told = parser.parse_args()
    try:
        serve(told.host, told.port, told.secret)
    except PortTaken as taken:
        sys.stderr.write(f"{taken} Choose another --port; 0 takes a free one.\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
