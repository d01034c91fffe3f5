#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The image of bench/tile, and rasterio making tiles of it.

make FILE: writes the COG. run URL LEVEL VARIANT ZLEVEL SECONDS: prints the CPU time of a tile, and
the requests and bytes that it took.
"""
import sys
import time
import urllib.request
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


def pixels_of_tile(source, zoom, col, row, variant):
    """Bands and mask of a tile of 512 x 512 pixels.

    rio-tiler: as it does, a virtual image of the tile's bounds at the scene's resolution (or the
      tile's, where that is finer), read reduced, for which GDAL takes the scene's overviews.
    direct: a virtual image of the tile's bounds and size.
    overview: the same over the overview that gdalwarp would take, opened as such.
    """
    span = 2 * HALF / 2**zoom
    west, north = -HALF + col * span, HALF - row * span
    bounds = (west, north - span, west + span, north)
    size = 512
    if variant == "rio-tiler":
        native, _, _ = calculate_default_transform(
            source.crs, "EPSG:3857", source.width, source.height, *source.bounds)
        size = max(512, round(span / native.a))
    with WarpedVRT(source, crs="EPSG:3857", resampling=Resampling.bilinear, add_alpha=True,
                   transform=from_bounds(*bounds, size, size), width=size, height=size) as vrt:
        pixels = vrt.read((1, 2, 3, 4), out_shape=(4, 512, 512), resampling=Resampling.bilinear)
    return pixels[:3], pixels[3]


def tile(source, zoom, col, row, variant, options):
    data, mask = pixels_of_tile(source, zoom, col, row, variant)
    if (mask == 255).all():
        image = data
    else:
        image = np.concatenate([data, mask[None]])
    with MemoryFile() as memory:
        with memory.open(driver="PNG", width=512, height=512, count=len(image), dtype="uint8",
                         **options) as png:
            png.write(image)
        return memory.read()


def open_scene(url, zoom, variant):
    if variant != "overview":
        return rasterio.open(url)
    with rasterio.open(url) as source:
        native, _, _ = calculate_default_transform(
            source.crs, "EPSG:3857", source.width, source.height, *source.bounds)
        coarser = 2 * HALF / 2**zoom / 512 / native.a
        fitting = [i for i, factor in enumerate(source.overviews(1)) if factor < coarser + 0.1]
    return rasterio.open(url, overview_level=fitting[-1]) if fitting else rasterio.open(url)


def counts(url):
    with urllib.request.urlopen(url.rsplit("/", 1)[0] + "/counts") as answer:
        return np.array([int(word) for word in answer.read().split()])


def run(url, level, variant, zlevel, seconds):
    # caches that could hold all that is read, as tile servers set them; GDAL 3.6 asks again all the
    # same, as "later" tells
    environment = dict(GDAL_CACHEMAX=200, GDAL_NUM_THREADS=1, VSI_CACHE=True,
                       CPL_VSIL_CURL_CACHE_SIZE=200_000_000, VSI_CACHE_SIZE=100_000_000,
                       GDAL_DISABLE_READDIR_ON_OPEN="EMPTY_DIR",
                       GDAL_HTTP_MERGE_CONSECUTIVE_RANGES="YES")
    zoom, col, row, cols, rows = TILES[level]
    places = [(c, r) for r in range(row, row + rows) for c in range(col, col + cols)]
    options = {"ZLEVEL": int(zlevel)}
    before = counts(url)
    with rasterio.Env(**environment), open_scene(url, zoom, variant) as source:
        tile(source, zoom, *places[0], variant, options)
        first = counts(url) - before
        for place in places:
            size = len(tile(source, zoom, *place, variant, options))
        everything = counts(url) - before
        count, start, wall = 0, time.process_time(), time.time()
        while time.time() - wall < seconds or count < len(places):
            tile(source, zoom, *places[count % len(places)], variant, options)
            count += 1
        cpu = (time.process_time() - start) / count * 1000
        later = counts(url) - before - everything
    print("%s %.1f ms CPU, %d bytes of PNG; first tile %d requests, %d bytes; "
          "%d tiles %d requests, %d bytes; later %d (%s, ZLEVEL=%s)" %
          (level, cpu, size, *first, len(places), *everything, later[0], variant, zlevel))


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(sys.argv[2])
    else:
        run(*sys.argv[2:6], float(sys.argv[6]))
