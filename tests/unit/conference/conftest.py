"""A conference ready to be held."""

import pytest
from conference_factory import Meeting, make_meeting

from app.store.store import Store


@pytest.fixture
def meeting(store: Store) -> Meeting:
    return make_meeting(store)
