"""Expands useq-schema documents with the useq-schema package, for comparison with ours.

Reads one JSON document a line from standard input. For each it writes one line with the number of
the document and its sizes, or the stage at which the package refused it and why, and then a line
for each event.

Needs useq-schema==0.9.2.
"""

import json
import sys
import warnings

from useq import MDASequence


def event_fields(event):
    channel = event.channel
    return {
        "index": [[str(axis), int(place)] for axis, place in event.index.items()],
        "channel": channel and channel.config,
        "group": channel and channel.group,
        "exposure": event.exposure,
        "min_start_time": event.min_start_time,
        "pos_name": event.pos_name,
        "x": None if event.x_pos is None else float(event.x_pos),
        "y": None if event.y_pos is None else float(event.y_pos),
        "z": None if event.z_pos is None else float(event.z_pos),
        "properties": None
        if event.properties is None
        else [[p[0], p[1], str(p[2])] for p in event.properties],
        "action": event.action.type,
        "autofocus_device": getattr(event.action, "autofocus_device_name", None),
        "autofocus_offset": getattr(event.action, "autofocus_motor_offset", None),
        "keep_shutter_open": event.keep_shutter_open,
        "reset_event_timer": event.reset_event_timer,
    }


def write(fields):
    print(json.dumps(fields))


def expand(number, line):
    stage = "reading"
    try:
        sequence = MDASequence.model_validate(json.loads(line))
        stage = "expanding"
        events = [event_fields(event) for event in sequence]
        sizes = {str(axis): size for axis, size in sequence.sizes.items()}
    except Exception as error:
        write({"document": number, "refused": stage, "error": repr(error), "count": 0})
        return
    write(
        {
            "document": number,
            "sizes": sizes,
            "used_axes": sequence.used_axes,
            "count": len(events),
        }
    )
    for event in events:
        write(event)


def main():
    warnings.simplefilter("ignore")
    for number, line in enumerate(sys.stdin):
        if line.strip():
            expand(number, line)


if __name__ == "__main__":
    main()
