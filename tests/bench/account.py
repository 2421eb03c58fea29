"""The account of the measures, apart from the imitation that holds it: what asks it should weigh what users' do."""

from typing import Final

ACCOUNT: Final = "0b1f0c3e-5d1a-4f0e-9d53-7d2f6c0e8a01"
KEY: Final = "5a4c9c0e-1111-4c1d-8e1e-2f6f0a9b7c02"
HEADERS: Final = {"api-auth-accountid": ACCOUNT, "api-auth-applicationkey": KEY}
