from tests.access.world import world  # noqa: F401
