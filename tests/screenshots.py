"""Screenshots of what tests show, in a folder that CI keeps."""

from pathlib import Path

SCREENSHOTS = Path(__file__).parents[1] / "test-results"


def pictures(page, name):
    """Screenshots in the light and in the dark theme."""
    for theme in ("JupyterLab Dark", "JupyterLab Light"):
        page.evaluate(
            "theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})", theme
        )
        page.wait_for_selector(f"body[data-jp-theme-name='{theme}']", state="attached")
        SCREENSHOTS.mkdir(exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"{name}-{theme.rpartition(' ')[2].lower()}.png")
