"""Fair turns at a row that many hold at once and one wants alone, such as an open period or a drawer in use.

A row lock is not fair: while holders FOR SHARE follow one another without a gap, whoever wants the row for himself
waits for ever (PostgreSQL, src/backend/access/heap/README.tuplock). An advisory lock is: who comes after him queues
behind him. It guards nothing; the row's own lock does.
"""

from django.db import connection

IN_TURN = "in_turn AS MATERIALIZED (SELECT pg_advisory_xact_lock_shared(hashtextextended({name}, 0)))"
"""For the WITH of the statement that locks the row, which must name `in_turn` in its FROM; `name`: SQL of a text."""
ALONE = "in_turn AS MATERIALIZED (SELECT pg_advisory_xact_lock(hashtextextended({name}, 0)))"
"""The same for whoever wants the row alone."""


def queue_alone(name: str) -> None:
    """Wait for those who are there, before those who come later. Until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
