# SPDX-License-Identifier: Apache-2.0
"""Makes a tile of a scene with rasterio and compares it with one of the server."""
import json
import sys
import urllib.request

import numpy as np
import rasterio
from rasterio.enums import Resampling
from rasterio.io import MemoryFile
from rasterio.transform import from_bounds
from rasterio.vrt import WarpedVRT

HALF = 20037508.342789244
path, address, zoom, col, row = sys.argv[1], sys.argv[2], *map(int, sys.argv[3:6])
size = 2 * HALF / 2**zoom
west, north = -HALF + col * size, HALF - row * size
transform = from_bounds(west, north - size, west + size, north, 256, 256)
with rasterio.open(path) as data, WarpedVRT(
    data, crs="EPSG:3857", transform=transform, width=256, height=256,
    resampling=Resampling.nearest, nodata=0,
) as vrt:
    red, nir = vrt.read((3, 4), out_dtype="float64")
valid = red > 0
with np.errstate(all="ignore"):
    expected = np.floor(np.clip((nir - red) / (nir + red), 0, 1) * 255 + 0.5)
with urllib.request.urlopen(address) as answer, MemoryFile(answer.read()) as memory:
    with memory.open() as png:
        ours = png.read()
both = valid & (ours[-1] > 0)
difference = np.abs(ours[0].astype("float64") - expected)[both]
print(
    json.dumps(
        {
            "pixels": int(both.sum()),
            "validDiffers": int((valid != (ours[-1] > 0)).sum()),
            "equal": float((difference == 0).mean()),
            "most": float(difference.max()),
        }
    )
)
