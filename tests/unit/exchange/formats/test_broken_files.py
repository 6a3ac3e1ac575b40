"""Whatever becomes of a file on its way: it is read or refused in words, nothing else happens."""

import contextlib

from foreign_samples import FILES, bytes_of
from hypothesis import given, settings
from hypothesis import strategies as st
from whole_case import CONTEXT

from app.base.errors import UserError
from app.exchange.content_reading import read_content
from app.exchange.plan import plan_content

WHOLE = {fmt: bytes_of(fmt, entry[0]) for fmt, entry in FILES.items()}
_BITS = (
    b"\0",
    b"<",
    b">",
    b"&b;",
    b"]]>",
    b'"',
    b"{",
    b"[" * 50,
    b"NaN",
    b"1e999",
    b"\xff",
    b"\n",
    b"-",
    b"99999999999",
)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    data = WHOLE[draw(st.sampled_from(sorted(WHOLE)))]
    for _step in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        until = min(len(data), at + draw(st.integers(0, 40)))
        kind = draw(st.sampled_from(("cut", "put", "swap", "twice")))
        if kind == "cut":
            data = data[:at] + data[until:]
        elif kind == "put":
            data = data[:at] + draw(st.sampled_from(_BITS)) + data[at:]
        elif kind == "swap":
            data = data[:at] + draw(st.binary(max_size=8)) + data[until:]
        else:
            data = data[:until] + data[at:until] + data[until:]
    return data


@settings(max_examples=300)
@given(damaged())
def test_a_damaged_file_is_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(UserError):
        plan_content("muster", read_content(data), None, CONTEXT)
