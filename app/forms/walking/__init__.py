"""Below the wizard: which pages exist for some answers, and what each still needs."""
