"""How many screenshots lead to their figure, and how long that takes. `make bench` prints it.

GOFIGR_FIGURES says among how many figures, 300 unless told; a figure costs 50 ms of the processor.
"""

import os
import time

from drawn_figures import figure, screenshot
from reporting import report

from gofigr_jupyter.pictures.looks import finding
from gofigr_jupyter.pictures.looks.features import features_of, unpacked
from gofigr_jupyter.pictures.looks.gallery import Gallery
from gofigr_jupyter.pictures.looks.overlay import copy_of

FIGURES = int(os.environ.get("GOFIGR_FIGURES", "300"))
SCREENSHOTS = 100


def test_screenshots_lead_to_their_figures():
    pictures, copies, taken = {}, {}, []
    for number in range(FIGURES):
        image = figure(number)
        begun = time.process_time()
        pictures[number] = unpacked(features_of(image).packed())
        copies[number] = copy_of(image)
        taken.append((time.process_time() - begun) * 1e3)
    gallery = Gallery.of(pictures)
    right, found = 0, []
    for each in range(SCREENSHOTS):
        shown = (each * 97 + 13) % FIGURES
        image = screenshot(figure(shown), each)
        begun = time.process_time()
        alike = finding.alike(
            image, [gallery], visible=set, copies=lambda some: {at: copies[at] for at in some}
        )
        found.append((time.process_time() - begun) * 1e3)
        right += bool(alike) and max(alike, key=alike.__getitem__) == shown

    report("look at a figure (processor)", taken)
    report(f"find a screenshot among {FIGURES:,} figures (processor)", found)
    report(f"  of {SCREENSHOTS}, with their figure at rank 1", [right], "screenshots")
    assert right >= 95
