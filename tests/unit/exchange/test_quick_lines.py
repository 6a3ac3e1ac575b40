"""Lines of packages are read quickly, and still nothing doubled or odd gets through."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.codec import CodecError
from app.exchange.ndjson import from_json


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
