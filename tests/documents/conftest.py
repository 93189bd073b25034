from __future__ import annotations

import pytest

from backend.documents import pdf
from tests.access.world import World
from tests.access.world import world as world
from tests.sync_gateway.client import Tablet


@pytest.fixture
def with_pdf() -> None:
    try:
        pdf._weasyprint()
    except pdf.NoPdf as missing:
        pytest.skip(f"THE DOCUMENT ITSELF IS NOT TESTED: {missing}")


@pytest.fixture
def anna(world: World) -> Tablet:
    tablet = world.tablet("anna")
    tablet.pull()
    return tablet
