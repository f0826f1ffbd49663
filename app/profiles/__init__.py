"""Councils as data: one TOML file each."""
