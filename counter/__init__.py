"""The visit-counter service: counts views of pages without knowing who reads them.

A view is told apart by a keyed hash of the reader's address and browser; the key is random, of
one day, and destroyed at the day's end. Neither address nor browser is stored or logged.

A request's way: :mod:`counter.app` (may it be counted?) → :mod:`counter.commits` (many hits, one
commit) → :mod:`counter.stores` (SQLite, Redis, PostgreSQL). The API is GoatCounter's, with
additions that GoatCounter lacks: see ``docs/decisions/counter.md``.

The package needs the extra ``counter``; of the rest of the portal only
``portal counter`` and previews import it.
"""
