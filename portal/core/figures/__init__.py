"""Figures: words of an article that state a quantity, and what can be proven about them."""
