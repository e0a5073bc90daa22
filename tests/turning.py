"""Turns of a mouse wheel that come faster than a page is drawn."""

TURN_TWICE = """(node, deltaY) => {
    const { left, top } = node.getBoundingClientRect();
    const turn = { deltaY, clientX: left + 9, clientY: top + 9, bubbles: true, cancelable: true };
    node.dispatchEvent(new WheelEvent("wheel", turn));
    node.dispatchEvent(new WheelEvent("wheel", turn));
}"""


def turn_twice(frame, by):
    """Turn the wheel over `frame` by `by` pixels, twice before anything is drawn anew."""
    frame.evaluate(TURN_TWICE, by)
