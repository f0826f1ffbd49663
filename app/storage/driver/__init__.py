"""The database's driver, below the engines."""
