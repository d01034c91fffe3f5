#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A minimal tile server of rasterio and http.server: /Z/X/Y?... is an NDVI tile of a COG.

Arguments: the COG and the port. Each thread keeps the file open; the tile is warped by bilinear
resampling, coloured by a table of 256 colours and sent as PNG with a palette (zlevel 1).
"""
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import rasterio
from rasterio.enums import Resampling
from rasterio.io import MemoryFile
from rasterio.transform import from_bounds
from rasterio.vrt import WarpedVRT

HALF = 20037508.342789244
FILE = sys.argv[1]
LOCAL = threading.local()
COLORS = {i: (255 - i, i, 80, 255) for i in range(256)}
COLORS[0] = (0, 0, 0, 0)


def tile(zoom, col, row):
    if not hasattr(LOCAL, "data"):
        LOCAL.data = rasterio.open(FILE)
    size = 2 * HALF / 2**zoom
    west, north = -HALF + col * size, HALF - row * size
    transform = from_bounds(west, north - size, west + size, north, 256, 256)
    with WarpedVRT(
        LOCAL.data, crs="EPSG:3857", transform=transform, width=256, height=256,
        resampling=Resampling.bilinear, nodata=0,
    ) as vrt:
        red, nir = vrt.read((3, 4), out_dtype="float32")
    valid = (red != 0) & (nir != 0)
    with np.errstate(all="ignore"):
        ndvi = (nir - red) / (nir + red)
    index = np.clip((ndvi + 0.2) / 1.1 * 254 + 1.5, 1, 255)
    index = np.where(valid, index, 0).astype("uint8")
    with MemoryFile() as memory:
        with memory.open(
            driver="PNG", width=256, height=256, count=1, dtype="uint8", zlevel=1
        ) as png:
            png.write(index, 1)
            png.write_colormap(1, COLORS)
        return memory.read()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        zoom, col, row = (int(n) for n in self.path.split("?")[0].strip("/").split("/")[:3])
        body = tile(zoom, col, row)
        self.send_response(200)
        self.send_header("Content-Type", "image/png")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


ThreadingHTTPServer(("127.0.0.1", int(sys.argv[2])), Handler).serve_forever()
