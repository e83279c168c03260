"""`make video`: records the introduction from the real product, with its poster and the times of its captions.

A real server with an empty database, a real Chromium, and the walk in `walk.py`. Frames are composed one by one on a
clock of their own, so that a slow machine makes the same film as a fast one.
"""
