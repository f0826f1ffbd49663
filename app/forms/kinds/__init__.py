"""The kinds of question that have a form of their own, and what every question shares."""
