"""Names for things, one by one and many at once."""

import uuid

from app.base.ids import is_id, new_id, new_ids


def test_each_is_a_random_uuid_however_it_is_made() -> None:
    made = [*new_ids(200), *(new_id() for _no in range(200))]
    assert len(set(made)) == 400
    assert all(is_id(one) for one in made)
    known = [uuid.UUID(one) for one in made]
    assert {one.version for one in known} == {4}
    assert {one.variant for one in known} == {uuid.RFC_4122}
    # Every other bit is drawn: none is the same in four hundred of them.
    fixed = [bit for bit in range(128) if len({one.int >> bit & 1 for one in known}) == 1]
    assert fixed == [62, 63, 76, 77, 78, 79]


def test_none_is_none() -> None:
    assert new_ids(0) == []
