"""The shapes and icons that a node type can have; a chart must be able to draw each of them."""

SHAPES = frozenset(
    {
        "circle",
        "square",
        "triangle",
        "diamond",
        "hexagon",
        "pentagon",
        "octagon",
        "document",
        "bar",
        "star",
        "ellipse",
        "cross",
    }
)

# Names of the Lucide family that come with the program.
ICONS = frozenset(
    {
        "user",
        "building-2",
        "car",
        "map-pin",
        "calendar-days",
        "package",
        "smartphone",
        "landmark",
        "file-text",
        "gavel",
        "stamp",
        "clipboard-check",
        "lightbulb",
    }
)

# Two types that share a shape must differ in grey by this much to be told apart on a photocopy.
LEAST_GREY_DIFFERENCE = 96
