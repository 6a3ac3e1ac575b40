"""What a figure of step curves consists of, free of any PDF engine."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StepLine:
    """A curve that falls in steps: points of years, share, and the lower and upper limit of the share."""

    name: str
    points: tuple[tuple[float, float, float, float], ...]


@dataclass(frozen=True, slots=True)
class StepFigure:
    """One or two step curves over years; `below` names that axis, `alternative` holds every number."""

    lines: tuple[StepLine, ...]
    below: str
    caption: str
    alternative: str
