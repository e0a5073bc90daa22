"""Assets, their revisions, and the links that tell which figure revision used which of them."""
