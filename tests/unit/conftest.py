"""How the laws of the unit layer are tried."""

from hypothesis import settings

# A busy machine is no reason to fail: speed is shown by bench/, not by tests.
settings.register_profile("unhurried", deadline=None)
# ``make unit`` is for between two edits; ``make test`` tries four times as many examples.
settings.register_profile("glance", deadline=None, max_examples=25)
settings.load_profile("unhurried")
