"""Charts as SVG made here: rows in, safe markup out; no request, no query, no script and no inline style.

Each function gives a ``Chart``: the drawing, which names and describes itself in words, and the table behind
it with the same figures. Every mark is a link to the list of what it counts. Places are in percent of the
width, so that a chart fills its page at any width with text of one size; the map alone scales as a whole.
"""

from meetings.charts.heat import HeatRow, heat
from meetings.charts.marks import Cell, Chart, Mark, Table
from meetings.charts.network import Tie, network
from meetings.charts.periods import per_period
from meetings.charts.ranking import ranking
from meetings.charts.streams import Band, streams
from meetings.charts.tenures import Tenure, tenures
from meetings.charts.world import Dot, world

__all__ = [
    "Band",
    "Cell",
    "Chart",
    "Dot",
    "HeatRow",
    "Mark",
    "Table",
    "Tenure",
    "Tie",
    "heat",
    "network",
    "per_period",
    "ranking",
    "streams",
    "tenures",
    "world",
]
