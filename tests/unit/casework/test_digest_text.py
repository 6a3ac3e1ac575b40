"""The fingerprint is made of the very text that json.dumps makes, whatever stands in a finding."""

import json

from hypothesis import example, given
from hypothesis import strategies as st

from app.casework.digest import _list_of

_TEXT = st.text(st.sampled_from('a",\\[] \n\t\x1f\x7fäß\u2028😀'), max_size=4) | st.text(max_size=6)


@given(st.lists(_TEXT, min_size=1, max_size=6).map(tuple))
@example((",", "a"))
@example(("a", ",", "b"))
@example(('a",', "b"))
@example(("", "", ""))
@example(("a\\", ",b"))
def test_the_text_is_that_of_json(content: tuple[str, ...]) -> None:
    assert _list_of(content) == json.dumps(content, ensure_ascii=False).encode()
