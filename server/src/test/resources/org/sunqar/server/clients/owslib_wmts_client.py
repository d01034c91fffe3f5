# SPDX-License-Identifier: Apache-2.0
"""Reads the capabilities of a WMTS with OWSLib and gets a tile of a date, and says what it got."""
import json
import sys

from owslib.wmts import WebMapTileService

address, row, column = sys.argv[1:4]
service = WebMapTileService(address)
layer = service.contents["land"]
tile = service.gettile(
    layer="land", style="ndvi", tilematrixset="WebMercatorQuad", tilematrix="13",
    row=int(row), column=int(column), format="image/png", Time="2024-01-01",
)
data = tile.read()
print(
    json.dumps(
        {
            "layers": sorted(service.contents),
            "title": layer.title,
            "west": layer.boundingBoxWGS84[0],
            "styles": sorted(layer.styles),
            "formats": sorted(layer.formats),
            "sets": sorted(layer.tilematrixsetlinks),
            "matrices": len(service.tilematrixsets["WebMercatorQuad"].tilematrix),
            "png": data[:4] == b"\x89PNG",
            "bytes": len(data),
        }
    )
)
