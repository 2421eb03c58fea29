"""Links and options as rows and back; the key to an account passes through the vault."""

from adapters.sql.codecs.documents import decoded, decoded_all, encoded
from adapters.sql.tables import ConnectionRow, SaleOptionsRow
from adapters.sql.vault import Vault
from domain.connection import Company, Connection, ConnectionStatus, Credentials
from domain.doubt import Doubt, Loss
from domain.identifiers import SupplierId
from domain.sale_options import OptionsVersion, SaleOptions

CREDENTIALS = "connections.credentials"
"""What the vault knows this field by."""


def connection_row(connection: Connection, vault: Vault, *, version: int) -> ConnectionRow:
    """Write a link as this version of it."""
    return ConnectionRow(
        supplier=connection.supplier,
        system=connection.system,
        status=connection.status.value,
        account_id=connection.account_id,
        credentials=_sealed(connection, vault),
        company=encoded(connection.company),
        default_location=connection.default_location,
        warnings=encoded(connection.warnings),
        connected_at=connection.connected_at,
        disconnected_at=connection.disconnected_at,
        doubt=encoded(connection.doubt),
        ask_at=connection.doubt.ask_at if connection.doubt else None,
        loss=encoded(connection.loss),
        version=version,
    )


def connection_of(row: ConnectionRow, vault: Vault) -> Connection:
    """Read a link back. Raises: SecretUnreadable when the vault cannot open its key."""
    return Connection(
        supplier=SupplierId(row.supplier),
        system=row.system,
        company=decoded(Company, row.company),
        account_id=row.account_id,
        credentials=_opened(row, vault),
        default_location=row.default_location,
        status=ConnectionStatus(row.status),
        warnings=decoded_all(str, row.warnings),
        connected_at=row.connected_at,
        disconnected_at=row.disconnected_at,
        doubt=decoded(Doubt, row.doubt) if row.doubt else None,
        loss=decoded(Loss, row.loss) if row.loss else None,
        version=row.version,
    )


def options_row(version: OptionsVersion) -> SaleOptionsRow:
    """Write one version of options."""
    return SaleOptionsRow(
        supplier=version.supplier,
        version=version.version,
        options=encoded(version.options),
        actor=version.actor,
        at=version.at,
    )


def options_of(row: SaleOptionsRow) -> OptionsVersion:
    """Read one version of options back."""
    return OptionsVersion(
        supplier=SupplierId(row.supplier),
        version=row.version,
        options=decoded(SaleOptions, row.options),
        actor=row.actor,
        at=row.at,
    )


def _sealed(connection: Connection, vault: Vault) -> str | None:
    held = connection.credentials
    if held is None:
        return None
    secret = {"account_id": held.account_id, "application_key": held.application_key}
    return vault.seal(secret, supplier=connection.supplier, field=CREDENTIALS)


def _opened(row: ConnectionRow, vault: Vault) -> Credentials | None:
    if row.credentials is None:
        return None
    return decoded(Credentials, vault.open(row.credentials, supplier=row.supplier, field=CREDENTIALS))
