"""What was sent."""

from django.db import models


class Referral(models.Model):
    """Its reference, every answer in the clear, and when it came."""

    reference = models.CharField(max_length=12, unique=True)
    answers = models.JSONField()
    received_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.reference
