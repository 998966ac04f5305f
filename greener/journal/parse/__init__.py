"""Read what people write: amounts, dates, places and the words for stages and kinds of pay.

Each function takes text and returns a value, or raises ``ValueError`` with a message that says what
was expected. None of them guesses in silence.
"""
