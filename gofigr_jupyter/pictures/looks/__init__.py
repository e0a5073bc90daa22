"""What pictures look like: finds the one that a screenshot shows, cropped, resized or recolored.

features.py tells the places of a picture that are told apart best, gallery.py finds pictures that
have the same places in the same order, and overlay.py lays the screenshot over each of those to see
whether the rest is equal too. All of it is numpy and Pillow.
"""
