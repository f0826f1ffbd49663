"""What people want to know before and after a referral: short pages of constants, filled from a council's profile."""
