"""Qualified numbers as exact intervals, and the change between two of them."""
