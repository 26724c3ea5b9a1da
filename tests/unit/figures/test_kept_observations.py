"""What is kept of observations between builds."""

from decimal import Decimal

from meetings import NEW

from portal.core.figures.figure import Qualifier
from portal.core.figures.observation import Change, Observation, Quantity
from portal.core.figures.record import observations_of, record_of
from portal.core.figures.statement import ChangeUnit, Status


def test_observations_travel_through_the_cache() -> None:
    """They are kept as plain tuples and come back equal, with every part that they may have."""
    found: tuple[Observation, ...] = NEW.observations
    assert observations_of(record_of(found)) == found
    quantity = Quantity(Decimal("1.20"), 2, 1000, Qualifier.BETWEEN, Decimal("1.5"))
    change = Change(quantity, ChangeUnit.POINTS, False, found[0].period)
    full = found[0]._replace(
        whole=quantity, share=quantity, change=change, growth=change._replace(against=None),
        points=change, target=Decimal("95.40"), status=Status.CAPTURED, accepted=("a", "b"),
    )  # fmt: skip
    (again,) = observations_of(record_of((full,)))
    assert again == full
    assert str(again.target) == "95.40"
    assert list(map(type, again)) == list(map(type, full))
