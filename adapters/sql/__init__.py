"""Our tables in SQLite or PostgreSQL: engine, rows, repositories, migrations; the task engine shares the database."""
