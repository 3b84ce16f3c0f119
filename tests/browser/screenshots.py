"""Pictures of the main pages for the README, from the sample blog: `make screenshots`."""

import os
import tempfile
from pathlib import Path

from browser.sample import sample_site
from playwright.sync_api import sync_playwright

DOCS = Path(__file__).parent.parent.parent / "docs"
DESKTOP, PHONE = {"width": 1180, "height": 860}, {"width": 390, "height": 760}
TITLE = "La confiance, enfin mesurée"


def main() -> None:
    """Write docs/home.png, article.png, search.png and phone.png."""
    with (
        tempfile.TemporaryDirectory() as folder,
        sample_site(Path(folder)) as (site, _),
        sync_playwright() as tools,
    ):
        browser = tools.chromium.launch(executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"])
        page = browser.new_page(viewport=DESKTOP, color_scheme="light", reduced_motion="reduce")
        page.goto(site)
        page.screenshot(path=DOCS / "home.png")
        page.goto(f"{site}/-/search?q=confiance")
        page.screenshot(path=DOCS / "search.png")
        page.locator("a.title", has_text=TITLE).first.click()
        page.locator("a.mark").nth(1).hover()
        page.locator("#note-pop").wait_for()
        page.screenshot(path=DOCS / "article.png")
        address = page.url
        page = browser.new_page(viewport=PHONE, color_scheme="dark", reduced_motion="reduce")
        page.goto(f"{address.partition('#')[0]}#p-12")
        page.screenshot(path=DOCS / "phone.png")
        browser.close()


if __name__ == "__main__":
    main()
