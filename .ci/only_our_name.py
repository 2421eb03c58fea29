"""Assert that the installed wheel holds one public name, so that it can live beside any other distribution."""

import sys
from importlib.metadata import packages_distributions

OURS = "upstock-cin7"
NAMES = {"upstock_cin7"}

owned = {name for name, owners in packages_distributions().items() if OURS in owners}
if owned != NAMES:
    raise SystemExit(f"The wheel of {OURS} owns {', '.join(sorted(owned))}; it must own {', '.join(NAMES)} alone.")
hidden = {"domain", "application", "adapters", "entrypoints"} & set(packages_distributions())
if hidden:
    raise SystemExit(f"A dependency owns {', '.join(sorted(hidden))}, which our own packages would hide.")
sys.stdout.write(f"The wheel owns {', '.join(NAMES)} and nothing else.\n")
