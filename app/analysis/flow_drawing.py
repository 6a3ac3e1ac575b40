"""Flows of money as pictures that black and white print keeps: who gives whom, and how it went over time.

The Sankey picture has givers at the left and receivers at the right, so that circles need no special care:
who gives and receives stands on both sides. Bands are greys and hatches by giver; a dashed outline marks a
band that facts do not agree on.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from decimal import Decimal

from app.analysis.money_flows import UNPLACED, Flow, Unit
from app.analysis.money_words import flow_text, money_text, period_word
from app.analysis.plain_drawing import CROSSED, DOTTED, FALLING, RISING, Drawing, Point, Shape, Words, box
from app.base.i18n import _, ngettext

Caption = Callable[[str], str]
MOST_BANDS = 24
MOST_PANELS = 9
_MOST_SLOTS = 24
_LABELS, _NODE, _GAP, _LEAST = 150.0, 9.0, 7.0, 1.2
_ROW, _TEXT = 20.0, 8.0
_DRESS = ((0.72, ""), (1.0, RISING), (0.9, DOTTED), (1.0, FALLING), (0.5, ""), (1.0, CROSSED))
_CURVE = 12


def sankey(found: Sequence[Flow], caption: Caption, width: float) -> Drawing:
    """Draw the flows of one currency and one period, `width` points wide; the largest `MOST_BANDS` of them.

    What is left out is counted in the caption with its sum.
    """
    shown = sorted(found, key=lambda f: (-f.highest, f.start, f.end))
    shown = [f for f in shown if f.highest > 0]
    rest, shown = shown[MOST_BANDS:], shown[:MOST_BANDS]
    givers = _ordered(shown, lambda f: f.start)
    takers = _ordered(shown, lambda f: f.end)
    total = sum((f.highest for f in shown), Decimal(0))
    rows = max(len(givers), len(takers), 1)
    tall = max(150.0, rows * (_ROW + _GAP))
    scale = (tall - (rows - 1) * _GAP) / float(total or 1)
    left, shapes, words = _side(shown, givers, (_LABELS, scale), caption, left=True)
    right, more, others = _side(shown, takers, (width - _LABELS - _NODE, scale), caption, left=False)
    bands = _bands(shown, givers, left, right, (_LABELS + _NODE, width - _LABELS - _NODE, scale))
    height = max([*(y for s in (*shapes, *more) for _x, y in s.points), tall]) + 4
    currency = found[0].currency if found else ""
    title = _("Who gives whom ({currency}): givers left, receivers right").format(currency=currency)
    if rest:
        lost = money_text(sum((f.highest for f in rest), Decimal(0)), currency)
        text = ngettext(
            "{count} smaller flow of {sum} is not drawn; it stands in the table.",
            "{count} smaller flows of {sum} together are not drawn; they stand in the table.",
            len(rest),
        )
        title += ". " + text.format(count=len(rest), sum=lost)
    told = "; ".join(f"{caption(f.start)} → {caption(f.end)}: {flow_text(f)}" for f in shown)
    return Drawing(width, height, (*bands, *shapes, *more), (*words, *others), title, f"{title}. {told}")


def _ordered(found: Sequence[Flow], end: Callable[[Flow], str]) -> list[str]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for flow in found:
        sums[end(flow)] += flow.highest
    return sorted(sums, key=lambda n: (-sums[n], n))


def _side(
    found: Sequence[Flow], nodes: Sequence[str], place: tuple[float, float], caption: Caption, *, left: bool
) -> tuple[dict[str, float], list[Shape], list[Words]]:
    """Return where each node begins, its bars and its words."""
    x, scale = place
    tops: dict[str, float] = {}
    shapes: list[Shape] = []
    words: list[Words] = []
    y = 2.0
    for node in nodes:
        mine = [f for f in found if (f.start if left else f.end) == node]
        tall = max(sum(_thick(f, scale) for f in mine), _LEAST)
        tops[node] = y
        shapes.append(Shape(box(x, y, _NODE, tall), fill=0.0, id=node))
        total = money_text(sum((f.highest for f in mine), Decimal(0)), mine[0].currency)
        at, align = (x - 5, 1) if left else (x + _NODE + 5, -1)
        middle = y + tall / 2
        words.append(Words(at, middle - 1, caption(node), _LABELS - 8, _TEXT, align, strong=True))
        words.append(Words(at, middle + 9, total, _LABELS - 8, _TEXT - 0.5, align))
        y += max(tall, _ROW) + _GAP
    return tops, shapes, words


def _thick(flow: Flow, scale: float) -> float:
    return max(float(flow.highest) * scale, _LEAST)


def _bands(
    found: Sequence[Flow],
    givers: Sequence[str],
    left: dict[str, float],
    right: dict[str, float],
    span: tuple[float, float, float],
) -> list[Shape]:
    start, end, scale = span
    used_left, used_right = dict(left), dict(right)
    made = []
    for flow in sorted(found, key=lambda f: (givers.index(f.start), right[f.end])):
        thick = _thick(flow, scale)
        a, b = used_left[flow.start], used_right[flow.end]
        used_left[flow.start] += thick
        used_right[flow.end] += thick
        fill, hatch = _DRESS[givers.index(flow.start) % len(_DRESS)]
        upper = _curve((start, a), (end, b))
        lower = _curve((start, a + thick), (end, b + thick))
        # An outline of what is certain is thin: the grey tells enough.
        made.append(
            Shape(
                (*upper, *reversed(lower)),
                fill,
                hatch,
                line=0.4 if flow.certain else 0.9,
                dashed=not flow.certain,
                id=f"{flow.start}/{flow.end}",
            )
        )
    return made


def _curve(start: Point, end: Point) -> list[Point]:
    (x, y), (u, v) = start, end
    points = []
    for step in range(_CURVE + 1):
        t = step / _CURVE
        soft = t * t * (3 - 2 * t)
        points.append((x + (u - x) * t, y + (v - y) * soft))
    return points


def multiples(found: Sequence[Flow], unit: Unit, caption: Caption, width: float) -> Drawing:
    """Draw a small chart for each of the largest from-to pairs of one currency, all on the same scale.

    What has no single period is in no bar; it is counted in the caption.
    """
    placed = [f for f in found if f.period != UNPLACED]
    periods = _stretch(sorted({f.period for f in placed}), unit)
    pairs: dict[tuple[str, str], dict[str, Flow]] = defaultdict(dict)
    for flow in placed:
        pairs[(flow.start, flow.end)][flow.period] = flow
    sums = {pair: sum((f.highest for f in held.values()), Decimal(0)) for pair, held in pairs.items()}
    chosen = sorted(pairs, key=lambda p: (-sums[p], p))[:MOST_PANELS]
    most = max((f.highest for p in chosen for f in pairs[p].values()), default=Decimal(1))
    columns = 3 if width > 420 else 2
    size = (width / columns, 108.0)
    shapes: list[Shape] = []
    words: list[Words] = []
    for at, pair in enumerate(chosen):
        corner = (at % columns * size[0], at // columns * size[1])
        drawn, said = _panel(pair, pairs[pair], (periods, unit), (corner, size, most), caption)
        shapes += drawn
        words += said
    rows = -(-len(chosen) // columns)
    title = _title(found, len(pairs) - len(chosen))
    told = "; ".join(
        f"{caption(f.start)} → {caption(f.end)}, {period_word(f.period, unit)}: {flow_text(f)}"
        for f in placed
    )
    return Drawing(width, rows * size[1], tuple(shapes), tuple(words), title, f"{title}. {told}")


def _title(found: Sequence[Flow], more: int) -> str:
    title = _("Flows over time, all panels on one scale")

    if more:
        text = ngettext("{count} smaller pair is not drawn", "{count} smaller pairs are not drawn", more)
        title += ". " + text.format(count=more)
    count = sum(f.count for f in found if f.period == UNPLACED)
    if count:
        text = ngettext(
            "{count} payment has no single period and is in the table only",
            "{count} payments have no single period and are in the table only",
            count,
        )
        title += ". " + text.format(count=count)
    return title


def _stretch(periods: Sequence[str], unit: Unit) -> list[str]:
    """Return every period from the first to the last; only those with money where they are too many."""
    if not periods:
        return []
    whole = [periods[0]]
    while whole[-1] < periods[-1] and len(whole) <= _MOST_SLOTS:
        whole.append(_after(whole[-1], unit))
    return whole if len(whole) <= _MOST_SLOTS else list(periods)


def _after(period: str, unit: Unit) -> str:
    year, _dash, rest = period.partition("-")
    if unit is Unit.YEAR:
        return f"{int(year) + 1:04}"
    if unit is Unit.QUARTER:
        quarter = int(rest[1:])
        return f"{year}-Q{quarter + 1}" if quarter < 4 else f"{int(year) + 1:04}-Q1"
    month = int(rest)
    return f"{year}-{month + 1:02}" if month < 12 else f"{int(year) + 1:04}-01"


def _panel(
    pair: tuple[str, str],
    held: dict[str, Flow],
    axis: tuple[Sequence[str], Unit],
    place: tuple[Point, Point, Decimal],
    caption: Caption,
) -> tuple[list[Shape], list[Words]]:
    (x, y), (wide, tall), most = place
    periods, unit = axis
    foot, room = y + tall - 20, tall - 60
    slot = (wide - 16) / max(len(periods), 1)
    shapes = [Shape(((x + 2, foot), (x + wide - 14, foot)), line=0.6)]
    for at, period in enumerate(periods):
        flow = held.get(period)
        if flow is not None and flow.highest > 0:
            high = max(room * float(flow.highest / most), 1.0)
            low = room * float(flow.sure / most)
            left = x + 2 + slot * (at + 0.15)
            shapes.append(Shape(box(left, foot - high, slot * 0.7, high), 1.0, RISING, 0.7, dashed=True))
            if low > 0:
                shapes.append(Shape(box(left, foot - low, slot * 0.7, low), 0.35))
    largest = max(held.values(), key=lambda f: f.highest)
    words = [
        Words(x + 2, y + 10, caption(pair[0]), wide - 16, _TEXT, strong=True),
        Words(x + 2, y + 20, f"→ {caption(pair[1])}", wide - 16, _TEXT, strong=True),
        Words(x + 2, y + 30, _("largest: {amount}").format(amount=flow_text(largest)), wide - 16, 7.0),
        Words(x + 2, foot + 10, period_word(periods[0], unit), wide / 2 - 10, 7.0),
    ]
    if len(periods) > 1:
        words.append(Words(x + wide - 14, foot + 10, period_word(periods[-1], unit), wide / 2 - 10, 7.0, 1))
    return shapes, words
