#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The image of bench/tile, and rasterio making tiles of it.

make FILE: writes the COG. run URL SECONDS: prints for each zoom the CPU time of a tile.
"""
import sys
import time
import warnings

import numpy as np
import rasterio
from rasterio.enums import Resampling
from rasterio.io import MemoryFile
from rasterio.shutil import copy
from rasterio.transform import from_bounds, from_origin
from rasterio.vrt import WarpedVRT
from rasterio.warp import calculate_default_transform

warnings.simplefilter("ignore")  # a PNG has no position
HALF = 20037508.342789244
# zoom, first column, first row, columns, rows: tiles inside the image; the same in TileBenchmark
TILES = {"zoomed-in": (13, 4360, 2845, 6, 6), "zoomed-out": (10, 545, 356, 2, 2)}


def make(path):
    size = 8192
    rng = np.random.default_rng(1)
    y, x = np.mgrid[0:size, 0:size].astype("float32")
    relief = 100 + 50 * np.sin(x * 0.011) * np.cos(y * 0.007) + 30 * np.sin((x + y) * 0.09)
    profile = dict(
        driver="GTiff", width=size, height=size, count=3, dtype="uint8", crs="EPSG:32632",
        transform=from_origin(680000, 5340000, 10, 10), tiled=True, compress="deflate",
    )
    with MemoryFile() as memory:
        with memory.open(**profile) as raw:
            for band in range(3):
                noise = rng.normal(0, 4, (size, size)).astype("float32")
                raw.write(np.clip(relief + 12 * band + noise, 0, 255).astype("uint8"), band + 1)
        with memory.open() as raw:
            copy(raw, path, driver="COG", compress="deflate", predictor=2,
                 overview_resampling="average")


def tile(source, zoom, col, row, options):
    # as rio-tiler: a virtual image of the tile's bounds at the scene's resolution, read reduced,
    # for which GDAL takes the scene's overviews
    span = 2 * HALF / 2**zoom
    west, north = -HALF + col * span, HALF - row * span
    bounds = (west, north - span, west + span, north)
    native, _, _ = calculate_default_transform(
        source.crs, "EPSG:3857", source.width, source.height, *source.bounds)
    size = max(512, round(span / native.a))
    with WarpedVRT(source, crs="EPSG:3857", resampling=Resampling.bilinear, add_alpha=True,
                   transform=from_bounds(*bounds, size, size), width=size, height=size) as vrt:
        pixels = vrt.read((1, 2, 3, 4), out_shape=(4, 512, 512), resampling=Resampling.bilinear)
        data, mask = pixels[:3], pixels[3]
    if (mask == 255).all():
        image = data
    else:
        image = np.concatenate([data, mask[None]])
    with MemoryFile() as memory:
        with memory.open(driver="PNG", width=512, height=512, count=len(image), dtype="uint8",
                         **options) as png:
            png.write(image)
        return memory.read()


def run(url, seconds):
    environment = dict(GDAL_CACHEMAX=64, GDAL_NUM_THREADS=1, GDAL_DISABLE_READDIR_ON_OPEN="EMPTY_DIR",
                       VSI_CACHE=True, GDAL_HTTP_MERGE_CONSECUTIVE_RANGES="YES")
    for name, (zoom, col, row, cols, rows) in TILES.items():
        results = []
        for options in ({}, {"ZLEVEL": 1}):
            with rasterio.Env(**environment), rasterio.open(url) as source:
                places = [(c, r) for r in range(row, row + rows) for c in range(col, col + cols)]
                for place in places:
                    size = len(tile(source, zoom, *place, options))
                count, start, wall = 0, time.process_time(), time.time()
                while time.time() - wall < seconds / 2:
                    tile(source, zoom, *places[count % len(places)], options)
                    count += 1
                results.append(((time.process_time() - start) / count * 1000, size))
        (default, bytes_default), (fast, bytes_fast) = results
        print("%s %.1f ms CPU, %d bytes; with ZLEVEL=1 %.1f ms CPU, %d bytes" %
              (name, default, bytes_default, fast, bytes_fast))


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(sys.argv[2])
    else:
        run(sys.argv[2], float(sys.argv[3]))
