"""Assert that the installed wheel brings the console with everything that its pages fetch."""

import re
import sys

from upstock_cin7 import wsgi

client = wsgi().test_client()
page = client.get("/console/sign-in")
files = re.findall(r'(?:href|src)="(/console/static/[^"]+)"', page.text)
missing = [path for path in files if client.get(path).status_code != 200]
if page.status_code != 200 or len(files) < 5 or missing:
    sys.exit(f"The console of the installed wheel is not whole: {page.status_code}, {missing or files}.")
sys.stdout.write(f"The wheel's console is whole: {len(files)} files.\n")
