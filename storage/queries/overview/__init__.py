"""Reads for the overview of the console."""
