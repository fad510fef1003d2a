"""Many pieces on A4, to be printed at home or in a copy shop and cut."""

from dataclasses import dataclass

from products.labels.drawing.marks import Face
from products.labels.drawing.pdf import MARK_GAP, MARK_LENGTH, Press

SHORT, LONG = 210.0, 297.0
# What home printers leave white, and the gap between pieces when nothing bleeds.
MARGIN, GAP = 8.0, 2.0
MAX_PIECES = 100


@dataclass(frozen=True, slots=True)
class Grid:
    """How pieces lie on a sheet; `step` is from one piece to the next, millimetres."""

    columns: int
    rows: int
    width: float
    height: float
    step_x: float
    step_y: float

    @property
    def a_sheet(self) -> int:
        """Return how many pieces one sheet takes."""
        return self.columns * self.rows

    def place(self, face: Face, at: int) -> tuple[float, float]:
        """Return the corner of piece `at`; the whole stands in the middle of the sheet."""
        row, column = divmod(at, self.columns)
        used_x = (self.columns - 1) * self.step_x + face.width
        used_y = (self.rows - 1) * self.step_y + face.height
        return (self.width - used_x) / 2 + column * self.step_x, (self.height - used_y) / 2 + row * self.step_y


def grid_for(face: Face, *, bleed: float, marks: bool) -> Grid:
    """Return the grid that takes the most pieces, A4 upright or lying; one at least."""
    gap = 2 * bleed or GAP
    edge = MARGIN + bleed + (MARK_GAP + MARK_LENGTH if marks else 0)
    grids = []
    for width, height in ((SHORT, LONG), (LONG, SHORT)):
        columns = int((width - 2 * edge + gap) // (face.width + gap))
        rows = int((height - 2 * edge + gap) // (face.height + gap))
        grids.append(Grid(max(columns, 1), max(rows, 1), width, height, face.width + gap, face.height + gap))
    return max(grids, key=lambda grid: grid.a_sheet)


def sheets(faces: list[Face], *, title: str, pieces: int, bleed: float, marks: bool) -> bytes:
    """Return A4 sheets with `pieces` of each face (at most 100), cut marks around every piece where asked for."""
    press = Press(title=title)
    for face in faces:
        grid = grid_for(face, bleed=bleed, marks=marks)
        left = min(pieces, MAX_PIECES)
        while left > 0:
            press.page_of(grid.width, grid.height)
            here = min(left, grid.a_sheet)
            places = [grid.place(face, at) for at in range(here)]
            if marks:
                # Below the pieces: where bleeds touch, a neighbour's marks must not lie on the print.
                for x, y in places:
                    press.cut_marks(face, x, y, bleed=bleed)
            press.faces(face, places)
            if marks:
                for x, y in places:
                    press.blade(face, x, y)
            left -= here
    return press.bytes()
