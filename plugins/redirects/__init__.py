"""Old addresses lead to the new ones."""

from collections.abc import Iterable
from typing import Any

from plugins.bridge import checking, planning
from plugins.redirects.redirect import files, problems
from portal.core.article import Article, StandingPage
from portal.core.library import Library
from portal.core.output import File
from portal.core.problem import Problem
from portal.core.site import Site


def documents(library: Library) -> tuple[Article | StandingPage, ...]:
    return (*library.articles, *library.pages)


def check(_: Any, *, library: Library) -> Iterable[Problem]:
    return problems(documents(library))


def plan(_: Any, *, library: Library, site: Site) -> Iterable[File]:
    return files(documents(library), site=site.url, language=site.language)


def register() -> None:
    checking.connect(check)
    planning.connect(plan)
