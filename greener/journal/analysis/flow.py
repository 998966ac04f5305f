"""How processes flowed from stage to stage, for a flow (Sankey) chart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from greener.journal.analysis.course import current_stage, is_open, reached
from greener.journal.records import Process, Stage


class FlowEnd(StrEnum):
    """The two nodes of a flow that are no stage."""

    START = "start"
    OPEN = "open"


Node = Stage | FlowEnd


@dataclass(frozen=True)
class FlowLink:
    """Processes that went from one node to the next."""

    source: Node
    target: Node
    count: int


def flow(processes: Iterable[Process]) -> tuple[FlowLink, ...]:
    """Return the links of the flow, without cycles.

    Each process runs from the start through every stage that its log names, in their usual order,
    to the ending it is in now, or to ``open``. So what runs through a stage is what the funnel
    counts there, and what arrives at an ending is what the board shows there.
    """
    links: Counter[tuple[Node, Node]] = Counter()
    for process in processes:
        end: Node = FlowEnd.OPEN if is_open(process) else current_stage(process)
        path: list[Node] = [FlowEnd.START, *reached(process), end]
        links.update(pairwise(path))
    order: list[Node] = [FlowEnd.START, *Stage, FlowEnd.OPEN]
    ordered = sorted(links, key=lambda link: (order.index(link[0]), order.index(link[1])))
    return tuple(FlowLink(source, target, links[source, target]) for source, target in ordered)
