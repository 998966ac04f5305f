"""What the journal says when read as a whole: pure functions of the records.

Funnel, flow, board and table all rest on ``course``, so their counts always agree.
"""
