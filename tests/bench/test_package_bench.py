"""Sealed packages: what sealing and merging cost beside bare age and SQL, and that memory stays flat."""

from tests.bench.package_bench import BENCHES

# Measured 3.2 with 100,000 findings; twice that would be a mistake, not the machine.
MOST = 7.0


def test_sealing_and_merging_beside_the_bare_way() -> None:
    result = BENCHES["package_seal_merge"](4_000)
    assert result.ratio < MOST, result


def test_a_document_larger_than_what_is_held_leaves_memory_flat() -> None:
    result = BENCHES["package_memory"](96)
    assert result.ratio <= 1.0, result
