"""Ways to look at a table: per user and place, with a name and at most one default."""

import pytest

from app.base.errors import UserError
from app.casework import saved_views
from app.store import audit
from app.store.store import Store


def names(store: Store, place: str = "findings") -> list[tuple[str, bool]]:
    return [(view.name, view.default) for view in saved_views.of_place(store, place)]


def test_a_view_is_kept_renamed_and_forgotten(store: Store) -> None:
    saved_views.save(store, "findings", " Nur  Zoll ", {"sorting": [["agency", True]]})
    saved_views.save(store, "findings", "Alles", {})
    saved_views.save(store, "subjects", "Personen", {})
    assert names(store) == [("Alles", False), ("Nur Zoll", False)]
    assert saved_views.of_place(store, "findings")[1].data == {"sorting": [["agency", True]]}
    saved_views.make_default(store, "findings", "Nur Zoll")
    saved_views.save(store, "findings", "Nur Zoll", {"sorting": []})
    assert names(store) == [("Alles", False), ("Nur Zoll", True)]
    saved_views.make_default(store, "findings", "Alles")
    assert names(store) == [("Alles", True), ("Nur Zoll", False)]
    saved_views.rename(store, "findings", "Nur Zoll", "Zoll")
    saved_views.remove(store, "findings", "Alles")
    saved_views.remove(store, "findings", "Alles")
    assert names(store) == [("Zoll", False)]
    assert names(store, "subjects") == [("Personen", False)]


def test_names_are_needed_and_unique(store: Store) -> None:
    saved_views.save(store, "findings", "A", {})
    saved_views.save(store, "findings", "B", {})
    for given in ("", "   ", "x" * 61):
        with pytest.raises(UserError):
            saved_views.save(store, "findings", given, {})
    with pytest.raises(UserError):
        saved_views.rename(store, "findings", "A", "B")
    saved_views.rename(store, "findings", "A", "A")
    with pytest.raises(UserError):
        saved_views.rename(store, "findings", "C", "D")


def test_views_are_each_users_own_and_stand_in_no_log(store: Store) -> None:
    with store.read() as connection:
        before = len(list(audit.entries(connection)))
    saved_views.save(store, "findings", "A", {})
    store.user = "somebody else"
    assert names(store) == []
    with store.read() as connection:
        assert len(list(audit.entries(connection))) == before
