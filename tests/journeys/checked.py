"""The ledger check as an owner runs it, from outside."""

import asyncio
import os
import sys
from pathlib import Path

from bot.sandbox.world import PLAY_KEY, PLAY_TOKEN, World


async def check_passes(world: World) -> None:
    """Run `python -m bot check` on the file, as its owner would, after the bot has stopped."""
    await world.stop_app()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "check"),
        cwd=world.settings.database_path.parent,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(Path(__file__).parents[2]),
            "BOT_TOKEN": PLAY_TOKEN,
            "TRIBUTE_API_KEY": PLAY_KEY,
            "DATABASE_PATH": str(world.settings.database_path),
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    assert process.returncode == 0, said.decode()
