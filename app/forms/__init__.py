"""What is asked: the form engine, the rules and each form as data."""
