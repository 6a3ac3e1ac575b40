"""A conference ready to be held."""

import pytest
from conference_factory import Meeting, make_meeting

from app.store.store import Store


@pytest.fixture
def meeting(store: Store) -> Meeting:
    return make_meeting(store)


@pytest.fixture
def told(meeting: Meeting) -> Meeting:
    """Police and customs may hear of Anna Muster, only police of Xaver Geheimbeispiel."""
    for name in ("Anna Muster", "Xaver Geheimbeispiel"):
        _node, finding = meeting.person(name)
        if "Xaver" in name:
            meeting.restrict_to_consent(finding)
            meeting.confirm(meeting.police, "A01", (finding,))
    meeting.confirm(meeting.customs, "A05")
    return meeting
