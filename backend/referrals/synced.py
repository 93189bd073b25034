"""What of referrals travels: with the person's record, to whoever carries it."""

from __future__ import annotations

from backend.record.registry import Synced
from backend.referrals import models, schemas, services, windows

KINDS: tuple[Synced, ...] = (
    Synced(
        "referral", models.Referral, schemas.ReferralSchema, window=windows.referral, when=("received_at",), after_write=services.referrals_written
    ),
)
