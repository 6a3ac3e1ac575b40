"""Die Beteiligungskette: nie über 100 %, Kreise werden aufgelöst, Widersprüche und Lücken benannt."""

from fractions import Fraction

from analysis_views import Maker
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.money_words import ownership_sentences, share_text, unknown_rest
from app.analysis.ownership_chain import integrated, ownership

OWNERS, FIRMS = ("P0", "P1", "P2"), ("F0", "F1", "F2", "F3", "F4")
SHARES = st.dictionaries(
    st.tuples(st.sampled_from(OWNERS + FIRMS), st.sampled_from(FIRMS)),
    st.lists(st.integers(0, 100), min_size=1, max_size=2),
    max_size=18,
)


def _case(shares):
    maker = Maker()
    ids = {n: maker.node("person", "name", n) for n in OWNERS}
    ids |= {n: maker.node("organisation", "name", n) for n in FIRMS}
    for (owner, owned), values in shares.items():
        link = maker.link("owns", ids[owner], ids[owned])
        for value in values:
            maker.say(link, "share", str(value))
    return maker, ids


@settings(max_examples=60, deadline=None)
@given(SHARES)
def test_nie_mehr_als_das_ganze_auch_in_kreisen_und_bei_widerspruch(shares):
    maker, _ids = _case(shares)
    found = ownership(maker.subjects, maker.findings)
    total: dict[str, Fraction] = {}
    for holding in found.holdings:
        assert 0 <= holding.low <= holding.high <= 1
        total[holding.owned] = total.get(holding.owned, Fraction(0)) + holding.high
    assert all(value <= 1 for value in total.values())
    assert len(found.shares) == len(shares)
    assert all(0 < rest <= 1 for _firm, rest in unknown_rest(found.holdings, found.shares))


@given(SHARES)
def test_was_gehalten_wird_erfuellt_die_gleichung_exakt(shares):
    matrix: dict[str, dict[str, Fraction]] = {}
    for (owner, owned), values in shares.items():
        if owner != owned:
            matrix.setdefault(owner, {})[owned] = Fraction(values[0], 900)
    held = integrated(matrix, "P0")
    for firm, share in held.items():
        above = (held.get(o, Fraction(0)) * row.get(firm, Fraction(0)) for o, row in matrix.items())
        assert share == matrix.get("P0", {}).get(firm, Fraction(0)) + sum(above, Fraction(0))


def test_durch_schichten_und_einen_kreis():
    # P0 hält 40 % von F0; F0 und F1 halten sich gegenseitig zu 50 %: z0 = 0,4 + 0,5 z1, z1 = 0,5 z0.
    maker, ids = _case({("P0", "F0"): [40], ("F0", "F1"): [50], ("F1", "F0"): [50], ("F1", "F2"): [100]})
    found = ownership(maker.subjects, maker.findings)
    held = {h.owned: h for h in found.holdings if h.owner == ids["P0"]}
    assert held[ids["F0"]].high == Fraction(8, 15)
    assert held[ids["F1"]].high == Fraction(4, 15)
    assert held[ids["F2"]].high == Fraction(4, 15)
    assert held[ids["F2"]].circular
    assert held[ids["F2"]].paths == ((ids["P0"], ids["F0"], ids["F1"], ids["F2"]),)
    assert len(found.circles) == 1
    said = ownership_sentences(found, lambda i: next(n for n, known in ids.items() if known == i))
    assert "F0, F1" in said[0]


def test_widerspruch_und_spanne_stehen_da():
    maker, ids = _case({("P0", "F0"): [50, 100], ("P1", "F0"): [60]})
    found = ownership(maker.subjects, maker.findings)
    assert found.over == ((ids["F0"], Fraction(8, 5)),)
    assert sum(h.high for h in found.holdings) == 1
    assert share_text(Fraction(1, 3), Fraction(1, 2)).count("%") == 2


def test_wo_viele_firmen_einander_halten_werden_wege_genannt_statt_alle_versucht():
    # Hinter F0 liegt ein Ring von sechzehn Firmen, aus dem nur F0 hinausführt: versuchte man alle Wege
    # hindurch, wären es Billionen.
    maker = Maker()
    owner, first, last = (
        maker.node("person", "name", "P"),
        *(maker.node("organisation", "name", n) for n in ("F0", "Ziel")),
    )
    ring = [maker.node("organisation", "name", f"R{n}") for n in range(16)]
    pairs = [(owner, first, 50), (first, last, 100), *((first, r, 10) for r in ring)]
    pairs += [(a, b, 4) for a in ring for b in ring if a != b] + [(r, first, 3) for r in ring]
    for holder, held, share in pairs:
        maker.say(maker.link("owns", holder, held), "share", str(share))
    found = ownership(maker.subjects, maker.findings)
    (way,) = [h for h in found.holdings if (h.owner, h.owned) == (owner, last)]
    assert way.paths == ((owner, first, last),)
    assert all(1 <= len(h.paths) <= 12 for h in found.holdings)
