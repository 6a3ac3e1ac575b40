"""Die Laufbahn: Bahnen, Ordnung der Daten, der Stand von damals, niemand mit Namen."""

import dataclasses

from analysis_views import SOURCE, Maker
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.career_drawing import lanes_drawing
from app.analysis.career_lanes import Lane, Order, career, disorders
from app.analysis.career_lines import career_lines, disorder_sentences, interventions
from app.analysis.career_pseudonyms import Pseudonyms
from app.analysis.findings_asof import known_on
from app.base.records import Contribution, Standing

DAYS = st.integers(1, 28).map(lambda n: f"2026-02-{n:02}")


def _delivered(day):
    return Contribution(SOURCE.contribution_id, "c" * 32, "a" * 32, "t", day, "", "", "", "OPEN", None)


@settings(max_examples=50)
@given(st.lists(st.tuples(DAYS, st.sampled_from(list(Standing)), st.booleans()), max_size=12), DAYS, DAYS)
def test_der_stand_von_damals_zeigt_nie_etwas_spaeteres(said, day, received):
    maker = Maker()
    node = maker.node("person", "name", "Max Muster")
    for recorded, standing, corrects in said:
        more = {"supersedes": maker.findings[-1].id} if corrects else {}
        maker.say(node, "note", recorded, standing, **more)
        maker.findings[-1] = dataclasses.replace(maker.findings[-1], recorded_at=f"{recorded}T23:59:00Z")
    contributions = (_delivered(received),)
    known = known_on(maker.findings, (SOURCE,), contributions, day)
    if received > day:
        assert known.recorded == known.received == ()
    assert all(f.recorded_at[:10] <= day for f in known.recorded)
    assert all(f.standing is Standing.FACT for f in known.received)
    later = {f.supersedes for f in known.recorded}
    assert not later & {f.id for f in known.recorded}
    # Was am selben Tag noch nicht berichtigt war, steht noch da.
    before = [f for f in maker.findings if f.recorded_at[:10] <= day and received <= day]
    corrected = {f.supersedes for f in before}
    assert {f.id for f in known.recorded} == {f.id for f in before if f.id not in corrected}


def _case():
    maker = Maker()
    person = maker.node("person", "name", "Mustermann, Maximilian")
    maker.say(person, "birth_date", "1990-05-05")
    act = maker.node("event", "title", "Mustermann bedroht Nachbarn")
    maker.say(act, "date", "2019-03-01")
    maker.say(act, "kind", "offence")
    maker.link("seen_at", person, act)
    trial = maker.node("proceeding", "title", "Verfahren gegen Maximilian Mustermann")
    maker.say(trial, "opened", "2019-04")
    maker.say(trial, "closed", "2020-02-01")
    maker.link("party_to", person, trial)
    firm = maker.node("organisation", "name", "Muster GmbH")
    maker.link("employed_by", person, firm, valid_from="2018")
    missed = maker.node(
        "measure", "title", "Gefährderansprache", standing=Standing.ASSESSMENT, valid_from="2019-03-15"
    )
    maker.say(missed, "status", "possible", Standing.ASSESSMENT)
    maker.say(missed, "agency", "Polizei Musterstadt", Standing.ASSESSMENT)
    maker.say(missed, "legal_basis", "§ 8 PolG NRW", Standing.ASSESSMENT)
    maker.link("concerns", missed, person, Standing.ASSESSMENT)
    return maker, person


def test_jede_sache_steht_auf_ihrer_bahn_und_niemand_wird_genannt():
    maker, person = _case()
    found = career(maker.subjects, maker.findings, person)
    assert {e.lane for e in found.events} == set(Lane) - {Lane.MEASURES}
    assert disorders(found) == ()
    masks = Pseudonyms(maker.subjects, maker.findings, person)
    lines = career_lines(found, maker.subjects, maker.findings, masks)
    text = " ".join(line.text + line.when for line in lines)
    assert "ustermann" not in text
    assert "aximilian" not in text
    assert "Muster GmbH" not in text
    assert "1990-05" not in text
    named = career_lines(found, maker.subjects, maker.findings, None)
    assert "Mustermann" in " ".join(line.text for line in named)
    drawing = lanes_drawing(found, 460.0)
    assert [w.text for w in drawing.words if w.over] == sorted(
        (str(n) for n, _e in enumerate(found.events, 1)), key=[w.text for w in drawing.words if w.over].index
    )
    point = interventions(
        found, maker.subjects, maker.findings, maker.findings, (SOURCE,), (_delivered("2019-03-02"),), masks
    )[0]
    assert (point.day, point.agency, point.provision) == ("2019-03-15", "Polizei Musterstadt", "§ 8 PolG NRW")
    assert point.known == ()
    assert point.received


def test_daten_die_nicht_stimmen_koennen_werden_in_einem_satz_genannt():
    maker, person = _case()
    early = maker.node("event", "title", "zu früh")
    maker.say(early, "date", "1985")
    maker.link("seen_at", person, early)
    odd = maker.node("proceeding", "title", "verkehrt")
    maker.say(odd, "opened", "2021")
    maker.say(odd, "closed", "2020")
    maker.link("party_to", person, odd)
    found = career(maker.subjects, maker.findings, person)
    assert {d.order for d in disorders(found)} == {Order.BEFORE_BIRTH, Order.ENDS_BEFORE_BEGINNING}
    said = disorder_sentences(found, maker.subjects, maker.findings, None)
    assert len(said) == 2
    assert all(text.count(".") >= 1 for text in said)
    assert lanes_drawing(found, 460.0).shapes
