"""What axe, a checker of accessibility, finds in the page."""

from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).parents[1] / "labextension" / "node_modules" / "axe-core" / "axe.min.js"
GRAVE = {"serious", "critical"}


def grave_findings(page: Page, within: str) -> list[str]:
    """The serious and critical findings in the element that `within` selects, one line each."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("within => axe.run(within)", within)
    return [
        f"{violation['id']}: {node['target']} {node['html'][:200]} {node['failureSummary']}"
        for violation in found["violations"]
        if violation["impact"] in GRAVE
        for node in violation["nodes"]
    ]
