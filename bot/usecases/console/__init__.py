"""The ways into the console: links, openings of the Mini App, and sessions."""
