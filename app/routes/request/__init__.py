"""What every request goes through, whichever page it asks for."""
