"""All accounts of one fake, with the clock, the switches, the faults and the log they share.

Source: fake-cin7.md.
"""

from threading import RLock

from adapters.fake_cin7.refusals import BadInstruction
from adapters.fake_cin7.state.account import Account
from adapters.fake_cin7.state.clock import Clock
from adapters.fake_cin7.state.delivering import Sender, deliver_due, send_over_http
from adapters.fake_cin7.state.faults import Fault, read_fault
from adapters.fake_cin7.state.request_log import RequestLog
from adapters.fake_cin7.state.seed import plant
from adapters.fake_cin7.state.switches import Switches
from adapters.fake_cin7.values import guid_of
from adapters.fake_cin7.wire import Row


class Universe:
    """One fake Cin7: everything it knows, behind one lock."""

    def __init__(self, *, sender: Sender = send_over_http, clock: Clock | None = None) -> None:
        self.lock = RLock()
        self.delivering = RLock()
        self.clock = clock or Clock()
        self.sender = sender
        self.switches = Switches()
        self.accounts: dict[str, Account] = {}
        self.faults: list[Fault] = []
        self.faults_made = 0
        self.log = RequestLog()
        self.clock.on_advance(self.deliver_due)

    def add_account(self, document: Row) -> Account:
        """Begin an account from a seed document; the same as `POST /_fake/accounts`.

        Raises: BadInstruction naming the part of the document that is wrong.
        """
        account = plant(document, self.clock, self.switches)
        with self.lock:
            for other in self.accounts.values():
                for key in account.keys:
                    if other.id != account.id and key in other.keys:
                        raise BadInstruction(f"Application key '{key}' already belongs to account {other.id}.")
            self.accounts[account.id] = account
        return account

    def account(self, account_id: str) -> Account:
        """Find an account.

        Raises: BadInstruction when there is none.
        """
        found = self.accounts.get(guid_of(account_id) or account_id.strip().casefold())
        if found is None:
            raise BadInstruction(f"There is no account '{account_id}'; GET /_fake/accounts lists them.")
        return found

    def add_fault(self, instruction: Row) -> Fault:
        """Arrange for something to go wrong.

        Raises: BadInstruction naming what cannot be understood.
        """
        with self.lock:
            self.faults_made += 1
            fault = read_fault(self.faults_made, instruction)
            self.faults.append(fault)
            return fault

    def fault_for(self, method: str, path: str) -> Fault | None:
        """Find the first fault that strikes a call; only that one counts it as struck."""
        return next((fault for fault in self.faults if fault.strikes(method, path)), None)

    def reset(self) -> None:
        """Forget everything: accounts, switches, faults, log; time runs as on the machine again."""
        with self.lock:
            self.accounts.clear()
            self.faults.clear()
            self.switches.chosen.clear()
            self.log = RequestLog()
            self.clock.shift *= 0
            self.clock.stand_still(None)

    def deliver_due(self) -> int:
        """Send every webhook whose time has come; answer how many attempts were made."""
        return deliver_due(self)
