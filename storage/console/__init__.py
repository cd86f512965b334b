"""Links to the console, used openings of the Mini App, and sessions, each by its hash."""
