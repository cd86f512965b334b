"""Measurements of what must stay fast; run by hand, never as tests."""
