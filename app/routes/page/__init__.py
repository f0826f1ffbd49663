"""What a page of a form is made of."""
