"""The benchmark runs on a tiny size; how fast it is, is for `bench` to tell, not for a test."""

from document_bench import document_in_and_out


def test_the_document_bench_runs_on_a_tiny_size():
    results = document_in_and_out(2)
    whole = ["document_in_and_out", "document_in_and_out_cpu"]
    assert [r.name for r in results] == ["document_in", "document_out", *whole, "memory_peak"]
    assert all(r.value > 0 for r in results)
