"""Dated findings in order, as exactly as they were stated."""

import pytest
from analysis_views import Maker

from app.analysis.timeline import events
from app.base.errors import UserError


def _case():
    maker = Maker()
    person = maker.node("person", "name", "Mustermann")
    firm = maker.node("organisation", "name", "Muster GmbH")
    maker.say(person, "birth_date", "1980-05")
    link = maker.link("manages", person, firm, valid_from="2021-04-05", valid_to="2022")
    maker.say(person, "note", "gesehen", valid_from="2019")
    return maker, person, link


def test_events_are_in_order_with_precision():
    maker, person, link = _case()
    found = events(maker.subjects, maker.findings)
    assert [(e.begin, e.end, e.precision, e.subject_id) for e in found] == [
        ("1980-05-01", "1980-05-31", "month", person),
        ("2019-01-01", "2019-12-31", "year", person),
        ("2021-04-05", "2022-12-31", "interval", link),
    ]
    assert found[0].subject == "Mustermann"
    assert "Muster GmbH" in found[2].subject
    assert found[1].text.endswith("gesehen")


def test_a_span_leaves_out_what_cannot_touch_it():
    maker, _person, link = _case()
    assert [e.subject_id for e in events(maker.subjects, maker.findings, "2022-06")] == [link]
    assert [e.precision for e in events(maker.subjects, maker.findings, end="2018")] == ["month"]
    assert len(events(maker.subjects, maker.findings, "2019-03", "2021-04-05")) == 2


def test_superseded_findings_are_no_events():
    maker, person, _link = _case()
    old = next(f.id for f in maker.findings if f.property == "birth_date")
    maker.say(person, "birth_date", "1981-06-02", supersedes=old)
    assert events(maker.subjects, maker.findings)[0].begin == "1981-06-02"


def test_an_open_end_is_told_as_open():
    maker = Maker()
    person = maker.node("person", "name", "Mustermann")
    maker.say(person, "note", "vermisst", valid_from="2020-01-01/..")
    (event,) = events(maker.subjects, maker.findings)
    assert (event.begin, event.end, event.precision) == ("2020-01-01", "", "interval")


def test_a_limit_that_is_no_date_is_refused():
    with pytest.raises(UserError, match="soon"):
        events((), (), "soon")
