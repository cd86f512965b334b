"""Screens, phrases and buttons that several admin features share."""
