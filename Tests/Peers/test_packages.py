"""Lets bioimageio.core run its own test on packages.

Usage: test_packages.py PACKAGE...   (each a folder or a zip archive)
"""

import os
import sys
from pathlib import Path

# Nothing may be asked of the network: addresses in citations are not followed.
os.environ["BIOIMAGEIO_PERFORM_IO_CHECKS"] = "False"

from bioimageio.core import test_model  # noqa: E402


def main():
    failed = False
    for name in sys.argv[1:]:
        path = Path(name)
        source = path / "rdf.yaml" if path.is_dir() else path
        summary = test_model(source, weight_format="onnx", devices=["cpu"])
        if summary.status != "passed":
            failed = True
            print(summary.format())
        else:
            print(f"{path.name}: passed")
    sys.exit(failed)


main()
