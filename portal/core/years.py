"""Settings that choose years: ``"newest"``, ``"all"``, a list of years, or nothing."""

from collections.abc import Iterable

from portal.core.problem import PortalError


def chosen_years(setting: object, years: Iterable[int], name: str) -> frozenset[int]:
    """Those of ``years`` that ``setting`` chooses; ``name`` is the setting's, for the error.

    ``"newest"`` is the newest year that has articles, not the year it is: a build has no clock.
    """
    known = frozenset(years)
    if setting == "all":
        return known
    if setting == "newest":
        return frozenset([max(known)]) if known else known
    if not setting:
        return frozenset()
    if isinstance(setting, list | tuple | set | frozenset) and all(
        isinstance(year, int) for year in setting
    ):
        return known & frozenset(setting)
    raise PortalError(
        f'{name} = {setting!r} không dùng được → viết "newest", "all", hoặc danh sách năm như '
        "[2024, 2025]; để trống () nếu không cần"
    )
