"""Readers of a site with a counter, and what they are shown."""

from playwright.sync_api import BrowserContext, Page, expect
from serving import Serving

expect.set_options(timeout=30_000)
ANDROID = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/140.0.0.0 Mobile Safari/537.36"
)
WINDOWS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/140.0.0.0 Safari/537.36"
)
VIEWS = ".dateline .visit-counter"
TOTALS = ".visit-totals"
BAI = "/2024/tong-ket-nam/"


class Reader:
    """Somebody with a browser; ``sent`` are the requests to the counter."""

    def __init__(self, context: BrowserContext, served: Serving, base: str) -> None:
        self.context = context
        self.sent: list[tuple[str, str]] = []
        self.complaints: list[str] = []
        self.origin = served.url
        (module,) = served.folder.glob("assets/visit-counter-*.js")
        self._module = f"/assets/{module.name}"
        self._base = base
        context.on("request", lambda request: self._request(request.method, request.url))

    def open(self, path: str = BAI) -> Page:
        page = self.context.new_page()
        page.on("console", lambda message: self._console(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(self.origin + path)
        self.begin(page)
        return page

    def begin(self, page: Page) -> None:
        """Until the page's module has begun, so that all is sent that it sends at once."""
        page.evaluate("(module) => import(module).then(() => null)", self._module)
        # What it sent in the meantime is told by now.
        page.evaluate("null")

    def fill(self, page: Page) -> None:
        """Have the module read the figures once more, until it has shown what it shows: then
        nothing of the page's own reading is still to come that would show anything else."""
        page.evaluate(
            """async (module) => {
                const { default: init } = await import(module);
                await Promise.all([...document.querySelectorAll("[data-base]")].map(init));
            }""",
            self._module,
        )

    @property
    def hits(self) -> list[str]:
        return [url for method, url in self.sent if method == "POST"]

    def _request(self, method: str, url: str) -> None:
        if url.startswith(f"{self._base}/"):
            self.sent.append((method, url.removeprefix(self._base)))
        elif url.startswith("http") and not url.startswith(f"{self.origin}/"):
            self.complaints.append(f"asks {url}")

    def _console(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(text)


def figures(page: Page) -> dict[str, str]:
    """Label → figure of the widget, as it is shown."""
    expect(page.locator(TOTALS)).to_be_visible()
    rows = page.locator(f"{TOTALS} dl > div:visible")
    return {row.locator("dt").inner_text(): row.locator("dd").inner_text() for row in rows.all()}
