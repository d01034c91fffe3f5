# SPDX-License-Identifier: Apache-2.0
"""What GDAL sees in COGs: one JSON object per line of the input, which names a file and how its
overviews were made. Run by CogMatrixTest with the Python of Debian (python3-gdal, python3-numpy)."""
import json
import sys

import numpy as np
from osgeo import gdal
from osgeo_utils.samples import validate_cloud_optimized_geotiff as validator

gdal.UseExceptions()
gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", "YES")
gdal.SetConfigOption("GDAL_PAM_ENABLED", "NO")


def own_overviews(ds, resampling, count):
    """A copy of the file whose overviews GDAL makes itself."""
    name = "/vsimem/own.tif"
    gdal.GetDriverByName("GTiff").CreateCopy(name, ds, options=["TILED=YES"])
    copy = gdal.Open(name, gdal.GA_Update)
    copy.BuildOverviews(resampling, [2 ** (i + 1) for i in range(count)])
    copy = None
    return gdal.Open(name)


def difference(ours, theirs, our_mask, their_mask):
    """The largest difference where both have a value, and the share of pixels where one has."""
    a, b = ours.ReadAsArray().astype(np.float64), theirs.ReadAsArray().astype(np.float64)
    m, n = our_mask.ReadAsArray() != 0, their_mask.ReadAsArray() != 0
    both = m & n & ~(np.isnan(a) & np.isnan(b))
    scale = 1.0
    if ours.DataType in (gdal.GDT_Float32, gdal.GDT_Float64):
        scale = max(1.0, np.nanmax(np.abs(b)))
    worst = np.max(np.abs(a - b)[both]) / scale if both.any() else 0.0
    return float(worst), float(np.mean(m != n))


def look(path, resampling):
    ds = gdal.Open(path)
    warnings, errors, _ = validator.validate(ds, full_check=True)
    band = ds.GetRasterBand(1)
    count = band.GetOverviewCount()
    seen = {
        "errors": errors,
        "warnings": warnings,
        "checksums": [ds.GetRasterBand(i + 1).Checksum() for i in range(ds.RasterCount)],
        "mask": band.GetMaskBand().Checksum() if band.GetMaskFlags() == gdal.GMF_PER_DATASET else -1,
        "structure": ds.GetMetadata("IMAGE_STRUCTURE"),
        "overviews": [[o.XSize, o.YSize] for o in (band.GetOverview(i) for i in range(count))],
        "worst": 0.0,
        "masks": 0.0,
    }
    if resampling:
        own = own_overviews(ds, resampling, count)
        for b in range(ds.RasterCount):
            for i in range(count):
                ours = ds.GetRasterBand(b + 1).GetOverview(i)
                theirs = own.GetRasterBand(b + 1).GetOverview(i)
                worst, masks = difference(ours, theirs, ours.GetMaskBand(), theirs.GetMaskBand())
                seen["worst"] = max(seen["worst"], worst)
                seen["masks"] = max(seen["masks"], masks)
    return seen


for line in sys.stdin:
    path, resampling = line.rstrip("\n").split("\t")
    try:
        seen = look(path, resampling)
    except Exception as e:
        seen = {"failure": str(e)}
    print(json.dumps(seen, sort_keys=True))
