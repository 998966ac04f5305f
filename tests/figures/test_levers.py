"""What would move the chance: one row a thing that may change."""

from greener.answers.what_if import Alternative
from greener.figures.levers import levers, reach_text


def texts(figure):
    return [annotation.text for annotation in figure.layout.annotations]


def test_each_row_goes_from_now_to_then():
    rows = [Alternative("You left <b>", (0.05,)), Alternative("You stayed", (0.01,))]
    figure = levers(rows, 0.03)
    assert texts(figure) == ["<b>now 3.0</b>", "You left &lt;b&gt;", "5.0", "You stayed", "1.0"]
    lines = [trace for trace in figure.data if trace.mode == "lines"]
    assert [tuple(line.x) for line in lines] == [(3.0, 5.0), (1.0, 3.0)]


def test_what_is_not_known_spans_all_it_may_be():
    figure = levers([Alternative("Knowing it", (0.04, 0.01, 0.02), is_unknown=True)], 0.03)
    dots = figure.data[-1]
    assert tuple(dots.x) == (1.0, 4.0)
    assert "1.0 to 4.0" in texts(figure)


def test_the_scale_begins_at_zero_and_holds_every_end():
    low, high = levers([Alternative("Far", (0.5,))], 0.03).layout.xaxis.range
    assert low == 0
    assert high > 50


def test_one_chance_is_said_once():
    assert reach_text((0.031, 0.0312)) == "3.1"
    assert reach_text((0.05, 0.01)) == "1.0 to 5.0"
