#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""GDAL's half of bench/decode: reads files tile by tile on one thread into one buffer.

    bench/decode_gdal.py RUNS FILE...

Prints for each file the pixels (of all bands) per CPU-second, the median of RUNS. All bands of a
tile are read by one call, straight into a buffer that is used again; the block cache holds a tile
and is emptied between runs by opening the file anew.
"""
import resource
import sys

import numpy as np
from osgeo import gdal

gdal.UseExceptions()
gdal.SetConfigOption("GDAL_NUM_THREADS", "1")
gdal.SetCacheMax(64 << 20)


def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


for path in sys.argv[2:]:
    rates = []
    for _ in range(int(sys.argv[1])):
        image = gdal.Open(path)
        bands = image.RasterCount
        buffer = np.empty((bands, 512, 512), np.uint16)
        samples = 0
        start = cpu()
        for row in range(0, image.RasterYSize, 512):
            for col in range(0, image.RasterXSize, 512):
                image.ReadAsArray(col, row, 512, 512, buf_obj=buffer)
                samples += buffer.size
        rates.append(samples / (cpu() - start))
        image = None
    print(path, sorted(rates)[len(rates) // 2], flush=True)
