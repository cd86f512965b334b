"""Writes the pages of the notices again: `python -m tests.usecases.notices`; then read the diff."""

import asyncio

from tests.usecases.notices.stage import write_pages

asyncio.run(write_pages())
