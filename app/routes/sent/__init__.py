"""What is said to whoever has sent something."""
