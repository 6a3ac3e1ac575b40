"""Fuzzing every reader of foreign files, guided by coverage: `python tests/faults/fuzz_readers.py [RUNS]`.

Needs `atheris`, which is no dependency: it is there for the platforms that it is built for only. Begins with
the small samples of every format and ends with the number of runs. What is not a `UserError` stops it with
a traceback, and the input lies beside it as `crash-…`. `test_broken_files` does the same with hypothesis.
"""

import contextlib
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve()
for place in (HERE.parents[2], HERE.parents[1] / "unit" / "exchange" / "formats"):
    sys.path.insert(0, str(place))

import atheris  # noqa: E402 - found only with the paths above

with atheris.instrument_imports(include=["app.exchange"]):
    from foreign_samples import FILES, bytes_of
    from whole_case import CONTEXT

    from app.base.errors import UserError
    from app.exchange.content_reading import read_content
    from app.exchange.plan import plan_content

DEFAULT_RUNS = 20_000


def read_or_refuse(data: bytes) -> None:
    """Read and plan a file; anything else than a plan or a refusal in words is a finding of the fuzzer."""
    with contextlib.suppress(UserError):
        plan_content("muster", read_content(data), None, CONTEXT)


def main() -> None:
    """Fuzz for so many runs as the command line says."""
    runs = sys.argv[1] if len(sys.argv) > 1 else str(DEFAULT_RUNS)
    with tempfile.TemporaryDirectory() as corpus:
        for fmt, entry in FILES.items():
            (Path(corpus) / fmt).write_bytes(bytes_of(fmt, entry[0]))
        options = ["-max_len=4096", "-seed=360", "-timeout=20", "-rss_limit_mb=2048"]
        atheris.Setup([sys.argv[0], f"-runs={runs}", *options, corpus], read_or_refuse)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
