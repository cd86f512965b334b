"""The console over HTTP: its files, who gets in, and its API."""
