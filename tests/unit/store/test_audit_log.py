"""The log: its chain, pages, the head on paper, and a clock that was set back."""

import datetime as dt
from collections.abc import Callable

import pytest
from audit_chains import at, chain_of, far, fill, note

from app.base import clock
from app.base.errors import UserError
from app.store import audit, audit_chain, audit_query, clock_watch, paper_head
from app.store.audit import Action
from app.store.audit_query import LogFilter
from app.store.store import Store
from app.store.verify import verify

# --- head


def test_the_head_is_the_last_entry(store: Store) -> None:
    note(store, "One more")
    with store.read() as connection:
        last = list(audit.entries(connection))[-1]
        assert audit.head(connection) == audit.ChainHead(last.seq, last.hash, last.at)
    assert store.head() == last.hash


def test_a_printed_head_is_found_again(store: Store) -> None:
    note(store, "Briefing")
    printed = paper_head.of_store(store)
    note(store, "Later")
    with store.read() as connection:
        compared = paper_head.compare(connection, paper_head.parse(printed))
    assert compared.ok
    assert compared.found is paper_head.Found.IN_CHAIN
    assert f"Entry {compared.printed.seq} is in the chain" in compared.text


@pytest.mark.parametrize(
    "shape",
    [
        lambda seq, code: f"{seq} {code}",
        lambda seq, code: f"No. {seq}: {code.upper()}",
        lambda seq, code: f"{seq} {code.replace(' ', '')}",
        lambda seq, code: f"{seq} · 2031-01-01T00:00:00Z · {code.replace(' ', '-')}\n",
    ],
)
def test_a_head_is_read_as_people_type_it(store: Store, shape: Callable[[int, str], str]) -> None:
    with store.read() as connection:
        head = audit.head(connection)
    read = paper_head.parse(shape(head.seq, paper_head.groups(head.hash)))
    assert (read.seq, read.digits) == (head.seq, head.hash[:32])


@pytest.mark.parametrize("text", ["", "12", "abcd " * 8, "12 abcd abcd", "nothing printed here"])
def test_what_is_no_head_is_refused(text: str) -> None:
    with pytest.raises(UserError) as refused:
        paper_head.parse(text)
    assert refused.value.key == "head.form"


def test_a_store_that_was_put_back_is_older_than_the_paper(store: Store) -> None:
    with store.read() as connection:
        head = audit.head(connection)
        missing = paper_head.Printed(head.seq + 3, "0" * 32)
        other = paper_head.Printed(head.seq, "0" * 32)
        assert paper_head.compare(connection, missing).found is paper_head.Found.OLDER_STORE
        assert paper_head.compare(connection, other).found is paper_head.Found.OTHER_CHAIN
        assert "rolled back" in paper_head.compare(connection, missing).text


# --- consultations have a reason


def test_no_consultation_is_without_its_reason(store: Store) -> None:
    store.consult("", "Searched")
    store.consult("abc", "Case shown", "for the conference")
    with store.read() as connection:
        reasons = [e.reason for e in audit.entries(connection) if e.action == Action.CONSULTATION]
    assert reasons == ["Work of the office", "for the conference"]


# --- pages and filters


def test_a_filter_finds_person_kind_days_and_words(store: Store) -> None:
    fill(store, 60, at="2031-01-15T08:00:00Z")
    far(2032)
    note(store, "Prüfung Ähre", Action.DISCLOSURE, reason="Größe", recipient="agency-1")
    cases: list[tuple[LogFilter, int]] = [
        (LogFilter(actor="weitere"), 20),
        (LogFilter(action="alteration", until="2032-01-01T00:00:00Z"), 6),
        (LogFilter(since="2032-01-01T00:00:00Z"), 1),
        (LogFilter(text="ähre"), 1),
        (LogFilter(text="größe"), 1),
        (LogFilter(text="nirgends", recipients=("agency-1",)), 1),
        (LogFilter(text="100%_"), 0),
    ]
    with store.read() as connection:
        for wanted, count in cases:
            assert len(audit_query.numbers(connection, wanted)) == count, wanted
        seqs = audit_query.numbers(connection, LogFilter())
        assert list(seqs) == sorted(seqs, reverse=True)
        rows = audit_query.page(connection, seqs[5:9])
        assert [r.seq for r in rows] == list(seqs[5:9])
        assert {"muster", "weitere"} <= set(audit_query.actors(connection))


def test_following_goes_on_where_it_ended(store: Store) -> None:
    fill(store, 50)
    first = chain_of(store)
    note(store, "Later")
    with store.read() as connection:
        again = audit_chain.follow(connection, first.checked)
    assert again.first_break is None
    assert again.checked.seq == first.checked.seq + 1


# --- the clock


def test_moments_never_go_back(store: Store) -> None:
    far(2031)
    note(store, "Early")
    far(2030)
    note(store, "While the clock is behind")
    with store.read() as connection:
        log_entries = list(audit.entries(connection))
    assert [e.at for e in log_entries] == sorted(e.at for e in log_entries)
    assert '"clock": "2030-06-15T12:00:00Z"' in log_entries[-1].detail
    state = chain_of(store)
    assert state.first_break is None
    assert state.clock_back == (log_entries[-1].seq,)
    check = {c.name: c for c in verify(store)}["audit chain"]
    assert check.ok
    assert str(log_entries[-1].seq) in check.detail


def test_a_clock_set_back_is_told_once_logged_and_nothing_becomes_undue(store: Store) -> None:
    far(2031)
    note(store, "Early")
    far(2030)
    notice = clock_watch.look(store)
    assert notice is not None
    assert notice.last_entry == "2031-06-15T12:00:00Z"
    assert "2030" in notice.error.text
    assert clock_watch.look(store) is None
    assert clock.today() == dt.date(2031, 6, 15)
    with store.read() as connection:
        last = list(audit.entries(connection))[-1]
    assert last.action == Action.ADMINISTRATION
    assert "2030-06-15T12:00:00Z" in last.reason
    assert "2031-06-15T12:00:00Z" in last.reason


@pytest.mark.parametrize("moment", ["2031-06-15T11:58:30", "2031-06-15T12:00:00", "2031-07-01T00:00:00"])
def test_a_clock_that_is_right_or_nearly_so_is_no_matter(store: Store, moment: str) -> None:
    far(2031)
    note(store, "Early")
    head = store.head()
    at(moment)
    assert clock_watch.look(store) is None
    assert store.head() == head


def test_a_clock_that_was_wrong_before_can_be_put_right(store: Store) -> None:
    far(2039)
    note(store, "With a wrong clock")
    far(2031)
    assert clock_watch.look(store) is not None
    with pytest.raises(UserError):
        clock_watch.accept(store, "")
    clock_watch.accept(store, "battery replaced")
    assert clock.today() == dt.date(2031, 6, 15)
    assert clock_watch.look(store) is None
    assert chain_of(store).first_break is None
    with store.read() as connection:
        assert audit.head(connection).at == "2031-06-15T12:00:00Z"
