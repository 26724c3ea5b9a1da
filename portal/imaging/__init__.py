"""Pixels: measuring originals, encoding what is published, keeping it in the cache."""
