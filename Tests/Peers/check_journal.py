"""Reads a journal with nothing but Python's own sqlite3, as docs/run-folder.md describes it.

Usage: check_journal.py JOURNAL EXPECTED.json
"""

import json
import sqlite3
import sys
from pathlib import Path


def same(what, found, expected):
    if found != expected:
        sys.exit(f"{what}: found {found!r}, expected {expected!r}")


def main():
    path = Path(sys.argv[1])
    expected = json.loads(Path(sys.argv[2]).read_text())
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    same("mark", database.execute("PRAGMA application_id").fetchone()[0], 0x54415253)
    same("version", database.execute("PRAGMA user_version").fetchone()[0], 5)
    doses = database.execute(
        "SELECT position, channel, sum(joulesPerCm2), count(*) FROM exposure GROUP BY 1, 2"
    ).fetchall()
    same("dose", [list(row) for row in doses], expected["doses"])
    frames = database.execute("SELECT t, checksum FROM frame ORDER BY id").fetchall()
    same("frames", [list(row) for row in frames], expected["frames"])
    print(f"{len(frames)} frames in the journal")


main()
