"""Our tables, tested where the storage contracts cannot look: rows, migrations, secrets."""
