#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A larger stack out of a reference stack: each scene n by n times, mirrored at the seams.

  tile_stack.py STACK OUT [--times 4]

Needs Debian's python3-rasterio and python3-numpy. Same tags, no-data, tiles and compression.
"""
import argparse, glob, os
import numpy as np, rasterio
from rasterio.io import MemoryFile
from rasterio.shutil import copy

ap = argparse.ArgumentParser()
ap.add_argument('stack'); ap.add_argument('out'); ap.add_argument('--times', type=int, default=4)
a = ap.parse_args()
os.makedirs(a.out + '/ndvi', exist_ok=True)
for path in sorted(glob.glob(a.stack + '/ndvi/*.tif')):
    with rasterio.open(path) as src:
        x, profile, tags = src.read(1), src.profile, src.tags()
    pair = np.block([[x, x[:, ::-1]], [x[::-1], x[::-1, ::-1]]])
    big = np.tile(pair, (a.times // 2, a.times // 2)) if a.times > 1 else x
    with MemoryFile() as mf:
        with mf.open(driver='GTiff', width=big.shape[1], height=big.shape[0], count=1, dtype=x.dtype, crs=profile['crs'], transform=profile['transform'], nodata=profile['nodata']) as dst:
            dst.write(big, 1)
            dst.update_tags(ACQUISITION_DATE=tags['ACQUISITION_DATE'])
        with mf.open() as src:
            copy(src, a.out + '/ndvi/' + os.path.basename(path), driver='COG', compress='DEFLATE', blocksize=256, predictor='YES', overviews='NONE')
print(len(glob.glob(a.out + '/ndvi/*.tif')), big.shape)
