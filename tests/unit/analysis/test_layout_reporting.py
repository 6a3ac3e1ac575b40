"""A running layout tells how far it is, shows pictures, can be cancelled, or stopped and kept."""

import math

import pytest
from analysis_networks import grown, network

from app.analysis.layout_pulse import LayoutReporter
from app.analysis.layouts import ALGORITHMS, layout
from app.base.progress import Cancelled, Progress


def _net(n=300):
    edges, groups = grown(n)
    return network(edges, groups)


def test_progress_grows_to_the_end():
    told = []
    layout(_net(), "organic", reporter=Progress(lambda done, total: told.append((done, total))))
    assert len(told) > 20
    assert [done for done, _total in told] == sorted(done for done, _total in told)
    assert all(done <= total for done, total in told)
    assert told[-1][0] > 0.8 * told[-1][1]


@pytest.mark.parametrize("algorithm", ["organic", "hierarchy"])
def test_cancelling_gives_nothing_back(algorithm):
    progress = Progress(lambda done, _total: progress.cancel() if done else None)
    with pytest.raises(Cancelled):
        layout(_net(), algorithm, reporter=progress)


@pytest.mark.parametrize("algorithm", ALGORITHMS)
@pytest.mark.parametrize("beats", [0, 40])
def test_stopping_keeps_a_picture_of_all_nodes(algorithm, beats):
    seen = []
    reporter = LayoutReporter(lambda done, _total: seen.append(done) or len(seen) <= beats or reporter.stop())
    if not beats:
        reporter.stop()
    net = _net(60)
    places = layout(net, algorithm, reporter=reporter)
    assert set(places) == {node.id for node in net.nodes}
    assert all(math.isfinite(v) for place in places.values() for v in place)


def test_a_stopped_layout_ends_at_once():
    def beats(stop_after):
        told = []
        reporter = LayoutReporter(
            lambda done, _total: told.append(done) or _maybe(told, stop_after, reporter)
        )
        layout(_net(), "organic", reporter=reporter)
        return len(told)

    assert beats(30) < 0.3 * beats(10**9)


def _maybe(told, stop_after, reporter):
    if len(told) >= stop_after:
        reporter.stop()


def test_pictures_on_the_way_show_every_node_and_come_nearer_to_the_last_one():
    frames = []
    net = _net()
    last = layout(net, "organic", reporter=LayoutReporter(picture=frames.append, every=10))
    assert 10 < len(frames) < 80
    assert all(frame.keys() == last.keys() for frame in frames)

    def away(frame):
        return sum(math.dist(frame[name], last[name]) for name in last) / len(last)

    assert away(frames[-1]) < 0.3 * away(frames[0])


def test_watching_does_not_change_the_result():
    net = _net(120)
    assert layout(net, "organic", reporter=LayoutReporter(picture=lambda _places: None)) == layout(
        net, "organic"
    )


def test_pictures_of_a_selection_leave_the_others_where_they_are():
    net = _net(100)
    before = layout(net, "organic")
    chosen = sorted(before)[:40]
    frames = []
    layout(net, "organic", previous=before, only=chosen, reporter=LayoutReporter(picture=frames.append))
    still = [name for name in before if name not in chosen]
    assert frames
    assert all(frame[name] == before[name] for frame in frames for name in still)
