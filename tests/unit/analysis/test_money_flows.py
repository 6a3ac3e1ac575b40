"""Geldflüsse: Summen stimmen in jeder Einteilung, nichts geht verloren, Kreise werden benannt."""

from decimal import Decimal

from analysis_views import Maker
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.flow_drawing import multiples, sankey
from app.analysis.money_circles import payment_circles
from app.analysis.money_flows import Payment, Unit, flows, payments, totals
from app.analysis.money_words import figure_text, flow_text, payment_sentences
from app.analysis.wealth_figures import Kind, Part
from app.analysis.wealth_sheet import wealth_sheet
from app.base.records import Standing

CENTS = st.integers(0, 10**9).map(lambda n: Decimal(n) / 100)
WHEN = st.sampled_from(
    ["", "2024", "2024-02", "2024-02-29", "2024-11/2025-02", "2023-12-31", "2025-05-05T10:00"]
)
PAID = st.builds(
    lambda a, b, c, low, more, fact, when, n: Payment(
        f"l{n}", a, b, c, low, low + more if fact else low, fact, when, (f"f{n}",)
    ),
    st.sampled_from("ABCDE"),
    st.sampled_from("ABCDE"),
    st.sampled_from(["EUR", "TRY"]),
    CENTS,
    CENTS,
    st.booleans(),
    WHEN,
    st.integers(0, 10**6),
)


@settings(max_examples=50)
@given(st.lists(PAID, max_size=30), st.sampled_from([None, *Unit]))
def test_die_summen_stimmen_in_jeder_einteilung_und_nichts_geht_verloren(paid, unit):
    found = flows(paid, unit)
    assert totals(found) == totals(flows(paid))
    assert sum(f.count for f in found) == len(paid)
    assert {i for f in found for i in f.finding_ids} == {i for p in paid for i in p.finding_ids}
    for currency, (sure, spread, stated) in totals(found).items():
        assert sure + spread + stated == sum(p.high for p in paid if p.currency == currency)
    for currency in totals(found):
        here = [f for f in found if f.currency == currency]
        for drawing in (sankey(here, str, 460.0), *([multiples(here, unit, str, 460.0)] if unit else [])):
            points = [p for s in drawing.shapes for p in s.points]
            assert all(-1 <= x <= 461 and -1 <= y <= drawing.height + 1 for x, y in points)


@settings(max_examples=50)
@given(st.lists(PAID, max_size=25))
def test_ein_kreis_ist_ein_weg_der_zurueckkommt(paid):
    steps = {(p.start, p.end) for p in paid}
    for circle in payment_circles(paid):
        assert len(set(circle)) == len(circle)
        assert all(pair in steps for pair in zip(circle, (*circle[1:], circle[0]), strict=True))
    if any(a == b for a, b in steps):
        assert payment_circles(paid)


def _case():
    maker = Maker()
    a, b, c = (maker.node("organisation", "name", f"Muster {n} GmbH") for n in "ABC")
    first = maker.link("pays", a, b)
    maker.say(first, "amount", "100.10 EUR", valid_from="2025-03")
    maker.say(first, "amount", "100.10 EUR", valid_from="2025-03")
    maker.say(first, "amount", "120.10 EUR", valid_from="2025-03")
    maker.say(first, "amount", "50.00 TRY", valid_from="2025-03")
    second = maker.link("pays", b, c)
    maker.say(second, "amount", "7.00 EUR", Standing.HYPOTHESIS)
    maker.say(second, "date", "2025-03-04")
    maker.link("pays", c, a)
    return maker, a, b, c


def test_dieselbe_zahlung_zaehlt_einmal_und_unsicheres_steht_als_solches():
    maker, a, b, c = _case()
    found = payments(maker.subjects, maker.findings)
    by = {(f.start, f.end, f.currency): f for f in flows(found.known, Unit.QUARTER)}
    assert by[(a, b, "EUR")].sure == Decimal("100.10")
    assert by[(a, b, "EUR")].spread == Decimal(20)
    assert by[(a, b, "EUR")].count == 1
    assert by[(b, c, "EUR")].stated == Decimal(7)
    assert by[(b, c, "EUR")].period == "2025-Q1"
    assert by[(a, b, "TRY")].certain
    assert "–" in flow_text(by[(a, b, "EUR")])
    said = payment_sentences(found, payment_circles(found.known), str)
    assert len(found.without_amount) == 1
    assert any("1" in text for text in said)


def test_das_vermoegensblatt_nennt_jede_zahl_mit_fundstelle_und_was_entlastet():
    maker = Maker()
    person = maker.node("person", "name", "Max Muster")
    income = maker.say(person, "income", "30000.00 EUR", valid_from="2024")
    maker.say(person, "benefits", "500.00 EUR", valid_from="2024-11", valid_to="2025-02")
    car = maker.node("vehicle", "plate", "MU-ST 1")
    maker.say(maker.link("owns", person, car), "amount", "80000.00 EUR", valid_from="2024-06")
    account = maker.node("account", "iban", "DE00")
    maker.link("uses", person, account)
    gift = maker.link("pays", maker.node("person", "name", "Erika Muster"), account)
    given_id = maker.say(gift, "amount", "20000.00 EUR", valid_from="2024-05", exonerating=True)
    sheet = wealth_sheet(maker.subjects, maker.findings, person)
    by_year = {s.year: s for s in sheet.sums}
    assert by_year["2024"].income == (Decimal(51000), Decimal(51000))
    assert by_year["2024"].gap == (Decimal(29000), Decimal(29000))
    assert by_year["2025"].income == (Decimal(1000), Decimal(1000))
    assert {i for f in sheet.figures for i in f.finding_ids} >= {income, given_id}
    assert [f.id for f in sheet.exonerating] == [] or given_id in {f.id for f in sheet.exonerating}
    assert any(f.exonerating for f in sheet.figures if f.kind is Kind.INCOME)


def _assets(sheet):
    return {s.year: tuple(map(int, s.asset)) for s in sheet.sums}


def test_derselbe_kontostand_ist_kein_zweites_vermoegen():
    maker = Maker()
    person = maker.node("person", "name", "Max Muster")
    account = maker.node("account", "iban", "DE00")
    maker.link("uses", person, account)
    for month in ("2023-11", "2024-01", "2024-06", "2025-12"):
        maker.say(account, "balance", "5000.00 EUR", valid_from=month)
    maker.say(account, "balance", "8000.00 EUR", valid_from="2026-02")
    maker.say(account, "balance", "1000.00 EUR", valid_from="2027-01-31")
    maker.say(account, "balance", "1500.00 EUR", valid_from="2027-01-31")
    sheet = wealth_sheet(maker.subjects, maker.findings, person)
    # What was there before 2023 nobody says; after that only the difference counts, also downwards.
    assert _assets(sheet) == {
        "2023": (0, 5000), "2024": (0, 0), "2025": (0, 0), "2026": (3000, 3000), "2027": (-7000, -6500),
    }  # fmt: skip
    assert len(sheet.figures) == 6
    assert {f.part for f in sheet.figures} == {Part.STATE}


def test_der_preis_zaehlt_statt_des_werts_und_nutzen_ist_kein_eigentum():
    maker = Maker()
    person = maker.node("person", "name", "Max Muster")
    bought, lent, kept, owned = (maker.node("vehicle", "plate", f"MU-ST {n}") for n in range(4))
    for car in (bought, lent, kept, owned):
        maker.say(car, "value", "40000.00 EUR", valid_from="2025")
    maker.say(maker.link("owns", person, bought), "amount", "45000.00 EUR", valid_from="2024-06")
    maker.link("uses", person, lent)
    maker.link("keeper_of", person, kept)
    maker.link("owns", person, owned)
    sheet = wealth_sheet(maker.subjects, maker.findings, person)
    assert _assets(sheet) == {"2024": (45000, 45000), "2025": (0, 40000)}
    parts = {(f.subject_id, f.property): f.part for f in sheet.figures}
    assert {car: parts[(car, "value")] for car in (bought, lent, kept, owned)} == {
        bought: Part.PRICED, lent: Part.USED, kept: Part.USED, owned: Part.STATE,
    }  # fmt: skip
    assert sum("in no sum" in figure_text(f) for f in sheet.figures) == 3


def test_ein_preis_ohne_jahr_verdraengt_den_wert_nicht():
    maker = Maker()
    person = maker.node("person", "name", "Max Muster")
    car = maker.node("vehicle", "plate", "MU-ST 1")
    maker.say(car, "value", "40000.00 EUR", valid_from="2025")
    maker.say(maker.link("owns", person, car), "amount", "45000.00 EUR")
    assert _assets(wealth_sheet(maker.subjects, maker.findings, person)) == {"2025": (0, 40000)}


@given(st.lists(st.tuples(st.integers(2015, 2025), CENTS, st.booleans()), min_size=1, max_size=12))
def test_alle_zuwaechse_zusammen_sind_hoechstens_der_letzte_stand(states):
    maker = Maker()
    person = maker.node("person", "name", "Max Muster")
    account = maker.node("account", "iban", "DE00")
    maker.link("uses", person, account)
    for year, amount, fact in states:
        standing = Standing.FACT if fact else Standing.HYPOTHESIS
        maker.say(account, "balance", f"{amount:.2f} EUR", standing, valid_from=f"{year}")
    sheet = wealth_sheet(maker.subjects, maker.findings, person)
    last = max(year for year, _amount, _fact in states)
    known = [a for year, a, fact in states if year == last and fact]
    held = known or [a for year, a, _fact in states if year == last]
    assert sum(s.asset[0] for s in sheet.sums) <= max(held)
    if all(fact for _y, _a, fact in states) and len({y for y, _a, _f in states}) == len(states):
        first = min(states)[1]
        assert sum(s.asset[0] for s in sheet.sums) == held[0] - first
        assert sum(s.asset[1] for s in sheet.sums) == held[0]
