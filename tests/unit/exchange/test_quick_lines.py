"""Lines of packages are read quickly, and still nothing doubled or odd gets through."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.records import Finding, Standing
from app.exchange import flat_lines
from app.exchange.codec import CodecError, decode, encode
from app.exchange.ndjson import from_json, read_lines, to_json, write_lines


class _Pairs(list):
    """An object with its pairs in order; keys may come twice."""


_KEYS = st.sampled_from(["a", "b", 'q"', 'k":', "c "])
_VALUES = st.recursive(
    st.sampled_from(["", 'x":y', '" z', "\t", 1, None, True, []]),
    lambda inner: st.lists(inner, max_size=2) | st.lists(st.tuples(_KEYS, inner), max_size=3).map(_Pairs),
    max_leaves=4,
)
_BLANKS = st.sampled_from(["", " ", "\t", "\r\n"])


def _written(value, blank):
    if isinstance(value, _Pairs):
        inner = ",".join(f"{json.dumps(k)}{blank}:{blank}{_written(v, blank)}" for k, v in value)
        return f"{{{inner}{blank}}}"
    if isinstance(value, list):
        return "[" + ",".join(_written(v, blank) for v in value) + "]"
    return json.dumps(value)


def _doubled(value):
    if isinstance(value, _Pairs):
        keys = [key for key, _value in value]
        return len(set(keys)) < len(keys) or any(_doubled(v) for _k, v in value)
    return isinstance(value, list) and any(map(_doubled, value))


@given(st.lists(st.tuples(_KEYS, _VALUES), max_size=4).map(_Pairs), _BLANKS)
def test_a_doubled_key_is_refused_however_it_is_written(pairs, blank):
    line = _written(pairs, blank).encode()
    if _doubled(pairs):
        with pytest.raises(CodecError):
            from_json(line)
    else:
        assert from_json(line) == json.loads(line)


@pytest.mark.parametrize("line", [b'{"a":NaN}', b'{"a":1}x', b'{"a":1', b'{"a":"\\u0000"}', b"{}{}"])
def test_what_is_no_strict_json_is_refused(line):
    with pytest.raises(CodecError):
        from_json(line)


_TEXTS = st.text(st.sampled_from('aä"\\/:{}[], \t\n\r\x08\x1f\x7f\u2028😀'), max_size=6)


@st.composite
def _findings(draw):
    return Finding(
        *(draw(_TEXTS) for _no in range(6)),
        draw(st.sampled_from(Standing)),
        *(draw(_TEXTS) for _no in range(9)),
        handling_note=draw(_TEXTS),
        exonerating=draw(st.booleans()),
        supersedes=draw(st.none() | _TEXTS),
        basis=tuple(draw(st.lists(_TEXTS, max_size=2))),
    )


@given(st.lists(_findings(), max_size=5))
def test_many_records_are_written_and_read_as_one_by_one(findings):
    lines = [to_json(encode(finding)) + b"\n" for finding in findings]
    assert write_lines(findings) == b"".join(lines)
    assert read_lines(Finding, b"".join(lines)) == tuple(findings)
    assert [decode(Finding, from_json(line)) for line in lines] == findings


_PLAIN = to_json(encode(Finding(*"abcdef", Standing.FACT, *"2uvw")))
_ODD = {
    "a key twice": _PLAIN.replace(b'"value"', b'"handling"'),
    "a field missing, another unknown": _PLAIN.replace(b'"handling"', b'"handlinx"'),
    "a number for a text": _PLAIN.replace(b'"a"', b"1"),
    "no number": _PLAIN.replace(b'"a"', b"NaN"),
    "a text for a yes or no": _PLAIN.replace(b"false", b'""', 1),
    "an unknown choice": _PLAIN.replace(b'"fact"', b'"fakt"'),
    "a text for a list": _PLAIN.replace(b"[]", b'"xy"'),
    "two on a line": _PLAIN + _PLAIN,
    "one on two lines": _PLAIN.replace(b",", b",\n", 1),
    "nothing": b"",
    "blanks at the end": _PLAIN + b" }",
}


@pytest.mark.parametrize("odd", _ODD.values(), ids=_ODD)
def test_one_odd_line_among_many_is_refused_by_its_number(odd):
    lines = [_PLAIN] * 3 + [odd] + [_PLAIN] * 3
    with pytest.raises(CodecError, match=r"\(4\)"):
        read_lines(Finding, b"\n".join(lines) + b"\n")


def test_two_on_a_line_and_an_empty_line_do_not_make_up_for_each_other():
    with pytest.raises(CodecError, match=r"\(2\)"):
        read_lines(Finding, _PLAIN + b"\n" + _PLAIN + _PLAIN + b"\n\n" + _PLAIN + b"\n")


def test_a_key_twice_and_a_field_missing_do_not_make_up_for_each_other():
    doubled, missing = _PLAIN[:-1] + b',"value":"c"}', _PLAIN.replace(b'"confidence":"",', b"")
    for lines in ([doubled, missing], [_PLAIN, doubled], [_PLAIN, missing]):
        with pytest.raises(CodecError):
            read_lines(Finding, b"\n".join(lines) + b"\n")


def test_the_quick_way_is_taken_and_leaves_what_is_in_doubt():
    assert flat_lines.read_flat(Finding, (_PLAIN + b"\n") * 3) == [decode(Finding, from_json(_PLAIN))] * 3
    for doubtful in (_PLAIN.replace(b'":', b'" :'), _PLAIN.replace(b'"a"', b'"\\u0041"')):
        assert flat_lines.read_flat(Finding, (doubtful + b"\n") * 3) == []
        assert len(read_lines(Finding, (doubtful + b"\n") * 3)) == 3


def test_lines_are_read_over_the_edges_of_pieces(monkeypatch):
    monkeypatch.setattr("app.exchange.ndjson._PIECE", len(_PLAIN) + 10)
    found = read_lines(Finding, (_PLAIN + b"\n") * 7)
    assert len(found) == 7
    assert write_lines(found) == (_PLAIN + b"\n") * 7
    with pytest.raises(CodecError, match=r"\(6\)"):
        read_lines(Finding, (_PLAIN + b"\n") * 5 + b"{}\n")
