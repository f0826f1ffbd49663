"""The commands that have subcommands, each group in a home of its own."""
