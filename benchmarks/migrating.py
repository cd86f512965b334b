"""Brings a database to this build's schema, and prints how long it took.

python -m benchmarks.migrating FILE
"""

import asyncio
import json
import resource
import sys
import time
from pathlib import Path

from bot.runtime import logs
from storage.engine.database import open_database


async def migrate(path: Path) -> dict[str, float]:
    began, spent = time.perf_counter(), time.process_time()
    async with open_database(path):
        return {
            "seconds": time.perf_counter() - began,
            "cpu_seconds": time.process_time() - spent,
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        }


if __name__ == "__main__":
    logs.setup("ERROR")
    sys.stdout.write(json.dumps(asyncio.run(migrate(Path(sys.argv[1])))))
