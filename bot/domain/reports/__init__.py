"""Rules of reports: days, and income that comes again and again."""
