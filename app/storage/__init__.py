"""The portal's database: engines, tables and the few statements that touch them."""
