"""Lets bioimageio.core read and run a package that Tarsier wrote.

Usage: check_package.py PACKAGE EXPECTED.json   (PACKAGE: a folder or a zip archive)
"""

import json
import os
import sys
from pathlib import Path

# Nothing may be asked of the network: addresses in citations are not followed.
os.environ["BIOIMAGEIO_PERFORM_IO_CHECKS"] = "False"

from bioimageio.core import load_model_description, test_model  # noqa: E402


def same(what, found, expected):
    if found != expected:
        sys.exit(f"{what}: found {found!r}, expected {expected!r}")


def main():
    path = Path(sys.argv[1])
    expected = json.loads(Path(sys.argv[2]).read_text())
    source = path / "rdf.yaml" if path.is_dir() else path
    model = load_model_description(source, perform_io_checks=False)
    same("name", model.name, expected["name"])
    same("authors", [author.name for author in model.authors], expected["authors"])
    same("inputs", [tensor.id for tensor in model.inputs], expected["inputs"])
    same("outputs", [tensor.id for tensor in model.outputs], expected["outputs"])
    steps = [step.id for step in model.inputs[0].preprocessing]
    same("preprocessing", steps, expected["preprocessing"])
    same("facts", model.config.model_dump()["tarsier"], expected["facts"])
    same("version", model.format_version, "0.5.12")

    summary = test_model(source, weight_format="onnx", devices=["cpu"])
    if summary.status != "passed":
        sys.exit(summary.format())
    print("package as written")


main()
