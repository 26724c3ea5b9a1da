"""Where things stand in the search box and on the search page."""

from playwright.sync_api import Locator, Page

RESULTS = ".search-results li"
OPTIONS = "[role=option]"


def status(page: Page) -> Locator:
    return page.locator("main").get_by_role("status")
