"""The panes of a figure get their cells, beside or below each other."""

from __future__ import annotations

from functools import lru_cache

from calctui.figure import Figure
from calctui.frozen import frozen


@frozen
class Box:
    """A rectangle of cells."""

    row: int
    column: int
    width: int
    height: int


def split(total: int, shares: tuple[float, ...], gap: int) -> list[tuple[int, int]]:
    """Divides a length in proportion.

    Args:
        total: The length in cells.
        shares: What each part wants compared with the others; one that is not above 0 counts as 1.
        gap: Cells to leave free between two parts.

    Returns:
        Start and size of each part that gets at least one cell; the first parts come first.
    """
    parts = min(len(shares), (total + gap) // (1 + gap))
    wanted = [share if 0 < share < float("inf") else 1.0 for share in shares[:parts]]
    room = total - gap * (parts - 1) - parts
    ends, so_far = [], 0.0
    for share in wanted:
        so_far += share
        ends.append(round(room * so_far / sum(wanted)))
    sizes = [1 + end - begin for begin, end in zip([0, *ends], ends, strict=False)]
    starts = [sum(sizes[:index]) + gap * index for index in range(parts)]
    return list(zip(starts, sizes, strict=True))


def lie_beside(figure: Figure, width: int, height: int) -> bool:
    """Whether the panes of a figure lie beside each other in so many cells."""
    if figure.arranged == "either":
        # Cells are about twice as high as they are wide, so that here the picture is wider than it is high.
        return width >= 2 * height
    return figure.arranged == "beside"


def arrange(figure: Figure, width: int, height: int) -> list[Box]:
    """The box of each pane; panes that get none are missing at the end."""
    shares = tuple(pane.share for pane in figure.panes)
    return list(_boxes(shares, width, height, beside=lie_beside(figure, width, height)))


@lru_cache(maxsize=64)
def _boxes(shares: tuple[float, ...], width: int, height: int, *, beside: bool) -> tuple[Box, ...]:
    if beside:
        gap = 1 if width >= 24 * len(shares) else 0
        return tuple(Box(0, start, size, height) for start, size in split(width, shares, gap))
    gap = 1 if height >= 14 * len(shares) else 0
    return tuple(Box(start, 0, width, size) for start, size in split(height, shares, gap))
