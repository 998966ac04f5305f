"""Where the stages and bands of a flow lie: levels from the top, shares of the width from the left.

At every level a process passes on to a later stage, is in the level's stage, or has left for its
end. So each level is as wide as all processes: what passes lies left of the stage, what has left
lies right of it, and no band crosses a stage that it skips.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from greener.journal.analysis.course import PROGRESS
from greener.journal.analysis.flow import FlowEnd, FlowLink, Node
from greener.journal.records import Stage

GAPS = 0.14
"""Share of the width that is left free between the ends."""

_ENDS: tuple[Node, ...] = (Stage.ACCEPTED, Stage.DECLINED, FlowEnd.OPEN, *Stage)


@dataclass(frozen=True)
class Span:
    """A piece of one level, from ``start`` to ``end``."""

    level: int
    start: float
    end: float

    @property
    def centre(self) -> float:
        """Its middle."""
        return (self.start + self.end) / 2


@dataclass(frozen=True)
class FlowLayout:
    """The geometry of a flow.

    Attributes:
        counts: Processes that came through each node, in order from the start to the ends.
        nodes: Where each node lies.
        bands: Where each link lies at every level that it touches, from its source down.
        ends: The nodes on the lowest level.
    """

    counts: dict[Node, int]
    nodes: dict[Node, Span]
    bands: dict[FlowLink, list[Span]]
    ends: tuple[Node, ...]

    @property
    def lowest(self) -> int:
        """The lowest level."""
        return len(self.nodes) - len(self.ends)


@dataclass
class _Level:
    """A level while it is filled from the left."""

    level: int
    total: int
    reached: float = field(default=0.0)

    def take(self, count: int) -> Span:
        start, self.reached = self.reached, self.reached + count / self.total
        return Span(self.level, start, self.reached)


def flow_layout(links: Sequence[FlowLink]) -> FlowLayout:
    """Lay out the links of a flow without cycles; at least one starts at the start."""
    filling = _Filling(links)
    for level, stage in enumerate(filling.spine):
        filling.add_level(level, stage)
    filling.add_ends()
    return FlowLayout(filling.counts, filling.nodes, filling.bands, filling.ends)


class _Filling:
    """A layout while it is filled, level by level from the top."""

    def __init__(self, links: Sequence[FlowLink]) -> None:
        met = {node for link in links for node in (link.source, link.target)}
        self.links = links
        self.total = sum(link.count for link in links if link.source is FlowEnd.START)
        self.spine: list[Node] = [FlowEnd.START, *(stage for stage in PROGRESS if stage in met)]
        self.rank = {node: level for level, node in enumerate(self.spine)}
        self.ends = tuple(
            dict.fromkeys(node for node in _ENDS if node in met and node not in self.rank)
        )
        self.bands: dict[FlowLink, list[Span]] = {link: [] for link in links}
        self.nodes: dict[Node, Span] = {}
        self.counts: dict[Node, int] = {}

    def add_level(self, level: int, node: Node) -> None:
        """Put what passes, the stage, and what has left side by side."""
        arriving = [link for link in self.links if link.target == node]
        self.counts[node] = sum(link.count for link in arriving) if level else self.total
        row = _Level(level, self.total)
        for link in self._passing(level):
            self.bands[link].append(row.take(link.count))
        self.nodes[node] = row.take(self.counts[node])
        arriving.sort(key=lambda link: self.rank[link.source])
        leaving = sorted(
            (link for link in self.links if link.source == node), key=self._lane_of_leaving
        )
        for touching in (arriving, leaving):
            slot = _Level(level, self.total, self.nodes[node].start)
            for link in touching:
                self.bands[link].append(slot.take(link.count))
        for link in self._gone(level):
            self.bands[link].append(row.take(link.count))

    def add_ends(self) -> None:
        """Put the ends side by side on the lowest level, with gaps, and bring their links there."""
        gaps = GAPS if len(self.ends) > 1 else 0.0
        reached, level = 0.0, len(self.spine)
        for end in self.ends:
            start = reached
            arriving = [link for link in self.links if link.target == end]
            for link in sorted(arriving, key=lambda link: -self.rank[link.source]):
                width = (1 - gaps) * link.count / self.total
                self.bands[link].append(Span(level, reached, reached + width))
                reached += width
            self.counts[end] = sum(link.count for link in arriving)
            self.nodes[end] = Span(level, start, reached)
            reached += gaps / max(len(self.ends) - 1, 1)

    def _passing(self, level: int) -> list[FlowLink]:
        """Return what goes past a level to a later stage, the farthest on the left."""
        found = [
            link
            for link in self.links
            if link.target in self.rank and self.rank[link.source] < level < self.rank[link.target]
        ]
        return sorted(found, key=lambda link: (-self.rank[link.target], self.rank[link.source]))

    def _gone(self, level: int) -> list[FlowLink]:
        """Return what has left above a level, in the order of the ends."""
        found = [
            link
            for link in self.links
            if link.target in self.ends and self.rank[link.source] < level
        ]
        return sorted(
            found, key=lambda link: (self.ends.index(link.target), -self.rank[link.source])
        )

    def _lane_of_leaving(self, link: FlowLink) -> int:
        """Return the order in which links leave a stage: far stages left, then the ends."""
        if link.target in self.ends:
            return self.ends.index(link.target)
        return -self.rank[link.target]
