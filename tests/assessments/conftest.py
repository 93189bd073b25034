"""A writer at the record's own door, as the record's tests have it."""

from __future__ import annotations

from tests.record.conftest import desk as desk
from tests.record.conftest import grant as grant
from tests.record.conftest import look as look
from tests.record.conftest import nurse as nurse
from tests.record.conftest import patient as patient
