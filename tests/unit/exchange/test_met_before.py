"""What a file named before is found again, however much it names."""

from hypothesis import given
from hypothesis import strategies as st

from app.base.ids import new_id
from app.exchange.met_before import MetBefore


def test_twenty_thousand_names_are_found_again():
    met, ids = MetBefore(), [new_id() for _name in range(20_000)]
    for no, subject in enumerate(ids, 1):
        met.keep(met.key("person", "name", str(no)), subject, no)
        met.keep(met.key("person", "name", str(no)), new_id(), no + 1)
    assert len(met) == 20_000
    assert all(met.find(met.key("person", "name", str(no))) == (i, no) for no, i in enumerate(ids, 1))
    assert met.find(met.key("person", "name", "0")) is None


@given(st.lists(st.lists(st.text(max_size=4), min_size=1, max_size=3), max_size=30))
def test_it_is_a_dictionary(keys):
    met, plain = MetBefore(), {}
    for no, parts in enumerate(keys):
        subject = new_id()
        met.keep(met.key(*parts), subject, no)
        plain.setdefault(tuple(parts), (subject, no))
    assert all(met.find(met.key(*parts)) == plain[tuple(parts)] for parts in keys)
    assert len(met) == len(plain)
