#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Overlapping tiles of one large seeded image, for the mosaic benchmark.

  mosaic_tiles.py OUT [--across 6] [--size 10000] [--overlap 120]

Needs Debian's python3-rasterio and python3-numpy. OUT/tile_R_C.tif: uint16, UTM 48N, 10 m, tiled,
ZSTD. Every pixel depends on its place alone, so that the tiles agree where they overlap and the
mosaic of them can be checked.
"""
import argparse, os
import numpy as np, rasterio
from rasterio.transform import Affine
from rasterio.windows import Window

ap = argparse.ArgumentParser()
ap.add_argument('out'); ap.add_argument('--across', type=int, default=6)
ap.add_argument('--size', type=int, default=10000); ap.add_argument('--overlap', type=int, default=120)
a = ap.parse_args()
os.makedirs(a.out, exist_ok=True)
whole = a.across * a.size
noise = np.random.default_rng(7).integers(0, 24, (1024, 1024), dtype=np.uint16)

def pixels(top, left, height, width):
    y = np.arange(top, top + height); x = np.arange(left, left + width)
    smooth = (4000 + 2500 * np.sin(y / 371.0)[:, None] * np.cos(x / 523.0)[None, :]).astype(np.uint16)
    return smooth + noise[np.ix_(y % 1024, x % 1024)]

for r in range(a.across):
    for c in range(a.across):
        top, left = max(0, r * a.size - a.overlap), max(0, c * a.size - a.overlap)
        bottom, right = min(whole, (r + 1) * a.size), min(whole, (c + 1) * a.size)
        profile = dict(driver='GTiff', width=right - left, height=bottom - top, count=1, dtype='uint16', nodata=0,
                       crs='EPSG:32648', transform=Affine(10, 0, 300000 + 10 * left, 0, -10, 5300000 - 10 * top),
                       tiled=True, blockxsize=512, blockysize=512, compress='ZSTD', zstd_level=1, predictor=2)
        with rasterio.open(f'{a.out}/tile_{r}_{c}.tif', 'w', **profile) as dst:
            for row in range(0, bottom - top, 2048):
                h = min(2048, bottom - top - row)
                dst.write(pixels(top + row, left, h, right - left), 1, window=Window(0, row, right - left, h))
        print(f'tile {r} {c}', flush=True)
