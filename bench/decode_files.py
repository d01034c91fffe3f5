#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The files of bench/decode: a seeded 16-bit image, smooth with noise, as tiled GeoTIFFs.

    bench/decode_files.py FOLDER [SIZE]

One band of SIZE x SIZE pixels (8192) and six bands side by side, tiles of 512, predictor 2, in
LZW, Deflate (level 6) and ZSTD (level 9): what GDAL writes by default.
"""
import os
import sys

import numpy as np
from osgeo import gdal

gdal.UseExceptions()
folder = sys.argv[1]
size = int(sys.argv[2]) if len(sys.argv) > 2 else 8192
os.makedirs(folder, exist_ok=True)
random = np.random.default_rng(20240601)


def strip(band, top, rows):
    """A reflectance-like surface: long waves, fields with edges, sensor noise."""
    y = np.arange(top, top + rows, dtype=np.float32)[:, None]
    x = np.arange(size, dtype=np.float32)[None, :]
    waves = 900 * np.sin(x / 310 + band) * np.cos(y / 270) + 300 * np.sin(x / 37 + y / 53)
    fields = 160 * ((np.floor(x / 61) * 7 + np.floor(y / 47) * 13 + band) % 9)
    noise = random.normal(0, 12, (rows, size)).astype(np.float32)
    return np.clip(1800 + 200 * band + waves + fields + noise, 1, 65535).astype(np.uint16)


for bands in (1, 6):
    plain = os.path.join(folder, "plain.tif")
    files = {c: os.path.join(folder, f"{c.lower()}-{bands}.tif") for c in ("LZW", "DEFLATE", "ZSTD")}
    if all(os.path.exists(f) for f in files.values()):
        continue
    image = gdal.GetDriverByName("GTiff").Create(
        plain, size, size, bands, gdal.GDT_UInt16,
        ["INTERLEAVE=PIXEL", "TILED=YES", "BLOCKXSIZE=512", "BLOCKYSIZE=512"])
    for top in range(0, size, 512):
        rows = min(512, size - top)
        for band in range(bands):
            image.GetRasterBand(band + 1).WriteArray(strip(band, top, rows), 0, top)
    image = None
    for compression, file in files.items():
        gdal.Translate(file, plain, creationOptions=[
            f"COMPRESS={compression}", "PREDICTOR=2", "INTERLEAVE=PIXEL", "TILED=YES",
            "BLOCKXSIZE=512", "BLOCKYSIZE=512"])
    os.remove(plain)
