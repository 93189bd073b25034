"""Publishes the questionnaires on its input (a JSON list) in the demo place, as its office would: `python -m ops.benchmarks.publishing`."""

from __future__ import annotations

import json
import sys

from backend import wall_clock
from backend.app import create_app
from backend.assessments import services as assessments
from backend.demo.place import PLACE


def main() -> int:
    now = wall_clock.now()
    writer = assessments.shipper(PLACE)
    with create_app().app_context():
        for definition in json.load(sys.stdin):
            record, _ = assessments.upload(definition, writer, now)
            assessments.publish(record, writer, now)
    return 0


if __name__ == "__main__":
    sys.exit(main())
