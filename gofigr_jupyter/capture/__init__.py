"""From a display call to a Capture. Imports the ground floor only; start at display.py."""
