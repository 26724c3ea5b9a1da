"""Where the portal meets Pelican: the doors for plugins and the one subclass of its engine."""

from plugins.bridge.doors import (
    analysing,
    checking,
    concluding,
    decorating,
    decorator,
    equipping,
    inspecting,
    locating,
    planning,
    planning_texts,
    presenting,
)

__all__ = [
    "analysing",
    "checking",
    "concluding",
    "decorating",
    "decorator",
    "equipping",
    "inspecting",
    "locating",
    "planning",
    "planning_texts",
    "presenting",
]
