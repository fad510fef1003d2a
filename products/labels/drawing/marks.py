"""What a label is made of: few kinds of marks, in millimetres from the upper left corner where the label is cut."""

from dataclasses import dataclass, field

from products.labels.drawing.lettering import Hand

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    fill: str


@dataclass(frozen=True, slots=True)
class Disc:
    """A filled circle around its centre."""

    x: float
    y: float
    radius: float
    fill: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled polygon."""

    points: tuple[Point, ...]
    fill: str


@dataclass(frozen=True, slots=True)
class Curve:
    """A cubic Bézier line with round ends: begin, two handles, end."""

    points: tuple[Point, Point, Point, Point]
    width: float
    colour: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line."""

    begin: Point
    end: Point
    width: float
    colour: str


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text from `x` on the baseline `y`; `size` is the em in millimetres."""

    x: float
    y: float
    size: float
    hand: Hand
    text: str
    colour: str


Mark = Box | Disc | Shape | Curve | Rule | Words


@dataclass(slots=True)
class Face:
    """One side of a label: its size when cut, whether it is cut round, and its marks from back to front."""

    name: str
    width: float
    height: float
    round: bool = False
    marks: list[Mark] = field(default_factory=list)

    def add(self, *marks: Mark) -> None:
        """Lay marks on top of what is there."""
        self.marks.extend(marks)
