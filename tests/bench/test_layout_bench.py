"""The bench of layouts runs on a tiny graph and names every peer, also one that is not installed."""

from layout_bench import OURS, graph_named, measure
from layout_peers import PEERS


def test_every_peer_has_its_line_and_pictures_are_written(capsys, tmp_path):
    measure(graph_named("calls60"), "no-such-python", "", tmp_path)
    told = capsys.readouterr().out
    for peer in PEERS:
        (row,) = [row for row in told.splitlines() if f" {peer.name} " in row]
        assert "MISSING: " in row or "separation" in row
    assert OURS in told
    assert "moved by at most 0.0 px" in told
    assert "MISSING: no-such-python is not installed" in told
    assert (tmp_path / "layout_calls_60_rundblick.png").stat().st_size > 1_000
