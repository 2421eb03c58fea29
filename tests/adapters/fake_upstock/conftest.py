import pytest

from adapters.fake_upstock import Inbox, create_app
from tests.adapters.fake_upstock.told import NOW, SECRET, Teller


@pytest.fixture
def inbox() -> Inbox:
    return Inbox(secret=SECRET, clock=lambda: NOW)


@pytest.fixture
def tell(inbox: Inbox) -> Teller:
    return Teller(create_app(inbox).test_client())
