"""Compares runs with their journals and with the truth of the rig that they ran on.

Usage: check_runs.py INPUT.json

INPUT has "runs", each with "folder" and, as far as they are to be checked, "truth" (the truth
file of a rig that served this run only), "acknowledged" (checksums by event that must be there)
and "isComplete"; "snapshots", each with "path" and "shape"; "stacks", each with "path", "shape",
"axes" and "type". Prints what it found; ends with 1 where something is not as promised.
"""

import json
import sqlite3
import sys
import zlib
from bisect import bisect
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import tifffile
import zarr

LINES = {"phase": "LED", "nuclei": "CYAN"}


def fail(text):
    sys.exit(text)


class Run:
    def __init__(self, given):
        self.given = given
        self.folder = Path(given["folder"])
        database = sqlite3.connect(f"file:{self.folder}/journal.sqlite?mode=ro", uri=True)
        database.row_factory = sqlite3.Row
        rows = lambda table: database.execute(f'SELECT * FROM "{table}" ORDER BY id').fetchall()
        self.frames, self.intents, self.exposures = rows("frame"), rows("intent"), rows("exposure")
        self.skips, self.states = rows("skip"), rows("state")

    def check(self):
        self.check_images()
        self.check_journal()
        found = f"{len(self.frames)} frames"
        if "truth" in self.given:
            found += ", " + self.check_truth()
        print(f"{self.folder.name}: {found}")

    def check_images(self):
        """Every acknowledged frame reads back with its checksum."""
        group = zarr.open_group(self.folder / "raw.ome.zarr", mode="r")
        arrays = {}
        for row in self.frames:
            array = arrays.setdefault(row["series"], group[f"{row['series']}/0"])
            plane = np.ascontiguousarray(array[row["t"], row["c"], row["z"]]).astype("<u2")
            if zlib.crc32(plane.tobytes()) != row["checksum"]:
                fail(f"frame of event {row['eventIndex']} differs from its checksum")
        checksums = {str(row["eventIndex"]): row["checksum"] for row in self.frames}
        for event, checksum in self.given.get("acknowledged", {}).items():
            if checksums.get(event) != checksum:
                fail(f"frame of event {event} was acknowledged and is gone")

    def check_journal(self):
        """Each event was begun at most once; all light is booked once, certain or not."""
        for name in ("frames", "intents", "exposures"):
            counts = Counter(row["eventIndex"] for row in getattr(self, name))
            twice = [event for event, count in counts.items() if count > 1]
            if twice:
                fail(f"{name}: events {twice} are there twice")
        begun = {row["eventIndex"] for row in self.intents}
        booked = {row["eventIndex"]: row for row in self.exposures}
        kept = {row["eventIndex"] for row in self.frames}
        if not begun >= set(booked) >= kept:
            fail("a frame without booked light, or light that was not intended")
        if not self.given.get("isComplete"):
            return
        if self.states[-1]["state"] != "completed":
            fail(f"the run is {self.states[-1]['state']}")
        if begun != set(booked):
            fail(f"not booked: {sorted(begun - set(booked))}")
        uncertain = {event for event, row in booked.items() if row["isUncertain"]}
        if uncertain != begun - kept:
            fail("uncertain is what has no frame, and nothing else")
        self.uncertain = uncertain

    def check_truth(self):
        """Nothing was exposed twice, and no less was booked than was given."""
        truth = [json.loads(line) for line in Path(self.given["truth"]).read_text().splitlines()]
        exposures = [row for row in truth if row["kind"] == "exposure" and not row["aborted"]]
        places = {row["position"]: row for row in self.exposures}
        streams = defaultdict(list)
        for row in sorted(exposures, key=lambda row: row["frame"]):
            if not row["light"]:
                continue
            line = max(row["light"], key=lambda part: part["j_cm2"])["line"]
            near = [
                name
                for name, place in places.items()
                if abs(place["xMicrometers"] - row["x_um"]) < 5
                and abs(place["yMicrometers"] - row["y_um"]) < 5
            ]
            if len(near) != 1:
                fail(f"exposure {row['frame']} at {row['x_um']}, {row['y_um']}: no such position")
            streams[near[0], line].append(row["frame"])
        lost = 0
        for position in places:
            for channel, line in LINES.items():
                lost += self.check_stream(position, channel, streams.pop((position, line), []))
        if streams:
            fail(f"light that no plan asked for: {list(streams)}")
        self.check_dose(truth)
        return f"{len(self.uncertain)} uncertain, of which {lost} were exposed"

    def check_stream(self, position, channel, exposed):
        """Matches one channel's exposures at one position to its events, both in their order.

        The acknowledged frames say which exposure was theirs. Between two of them there may be
        no more exposures than events that were begun and have no frame.
        """
        events = [
            row["eventIndex"]
            for row in self.intents
            if row["position"] == position and row["channel"] == channel
        ]
        frame_of = {row["eventIndex"]: row["cameraFrame"] for row in self.frames}
        anchors = [frame_of[event] for event in events if event in frame_of]
        if events != sorted(events) or anchors != sorted(set(anchors)):
            fail(f"{position} {channel}: events or frames are not in order")
        if not set(anchors) <= set(exposed):
            fail(f"{position} {channel}: a frame that the rig never exposed")
        spare = Counter()
        passed = 0
        for event in events:
            passed += event in frame_of
            spare[passed] += event not in frame_of
        used = Counter(bisect(anchors, frame) for frame in exposed if frame not in set(anchors))
        for gap, count in used.items():
            if count > spare[gap]:
                fail(f"{position} {channel}: exposed twice after frame {anchors[gap - 1]}")
        return sum(used.values())

    def check_dose(self, truth):
        """Where the camera gates the light, what was booked covers what was given."""
        if "gate: software" in (self.folder / "rig.yaml").read_text().split("  cyan:")[1][:80]:
            return
        given = sum(
            part["j_cm2"]
            for row in truth
            if row["kind"] == "exposure"
            for part in row["light"]
            if part["line"] == "CYAN"
        )
        booked = sum(r["joulesPerCm2"] for r in self.exposures if r["channel"] == "nuclei")
        certain = sum(
            r["joulesPerCm2"]
            for r in self.exposures
            if r["channel"] == "nuclei" and not r["isUncertain"]
        )
        if not certain * 0.98 <= given <= booked * 1.02:
            fail(f"given {given} J/cm2, booked {certain} to {booked}")


def main():
    given = json.loads(Path(sys.argv[1]).read_text())
    for run in given.get("runs", []):
        Run(run).check()
    for snapshot in given.get("snapshots", []):
        with tifffile.TiffFile(snapshot["path"]) as file:
            pixels = file.asarray()
            plane = tifffile.xml2dict(file.ome_metadata)["OME"]["Image"]["Pixels"]["Plane"]
        if not {"ExposureTime", "PositionX", "PositionY", "PositionZ"} <= plane.keys():
            fail(f"{snapshot['path']}: only {plane.keys()} is told of the plane")
        if not file.is_ome or list(pixels.shape) != snapshot["shape"] or pixels.max() == 0:
            fail(f"{snapshot['path']}: {pixels.shape}, OME {file.is_ome}, max {pixels.max()}")
    for stack in given.get("stacks", []):
        with tifffile.TiffFile(stack["path"]) as file:
            series = file.series[0]
            found = [list(series.shape), series.axes, str(series.dtype)]
            if found != [stack["shape"], stack["axes"], stack["type"]] or not file.is_imagej:
                fail(f"{stack['path']}: {found}, ImageJ {file.is_imagej}")
            if not np.isfinite(file.asarray()).all():
                fail(f"{stack['path']}: pixels that are no numbers")


main()
