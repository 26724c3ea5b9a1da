"""How the laws of the unit layer are tried."""

from hypothesis import settings

# A busy machine is no reason to fail: speed is shown by bench/, not by tests.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
