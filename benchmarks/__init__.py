"""Measurements of everything that must stay fast; started with `make bench`, never as tests."""
