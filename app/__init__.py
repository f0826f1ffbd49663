"""The referral portal of a children's Multi-Agency Safeguarding Hub."""
