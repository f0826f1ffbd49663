"""What several forms ask, a topic a module."""
