# SPDX-License-Identifier: Apache-2.0
"""All that GDAL sees in files: one JSON object per line of the input, which names a file. The
pixels go into a file beside it, all bands and then the mask of the first, as little-endian doubles.
Run by GdalReadsCogTest with the Python of Debian (python3-gdal, python3-numpy)."""
import json
import sys

import numpy as np
from osgeo import gdal

gdal.UseExceptions()
gdal.SetConfigOption("GDAL_PAM_ENABLED", "NO")


def describe_band(band):
    table = band.GetColorTable()
    colors = [table.GetColorEntry(i) for i in range(table.GetCount())] if table else []
    return {
        "description": band.GetDescription(),
        "scale": band.GetScale(),
        "offset": band.GetOffset(),
        "unit": band.GetUnitType(),
        "noData": band.GetNoDataValue(),
        "color": gdal.GetColorInterpretationName(band.GetColorInterpretation()),
        "palette": [list(color) for color in colors],
        "metadata": band.GetMetadata(),
        "maskFlags": band.GetMaskFlags(),
        "overviews": band.GetOverviewCount(),
    }


def describe(path):
    ds = gdal.Open(path)
    bands = [ds.GetRasterBand(i + 1) for i in range(ds.RasterCount)]
    with open(path + ".pixels", "wb") as out:
        for band in bands + [bands[0].GetMaskBand()]:
            out.write(band.ReadAsArray().astype("<f8").tobytes())
    crs = ds.GetSpatialRef() or ds.GetGCPSpatialRef()
    return {
        "transform": list(ds.GetGeoTransform(can_return_null=True) or []),
        "epsg": crs.GetAuthorityCode(None) if crs else None,
        "gcps": [[p.GCPPixel, p.GCPLine, p.GCPX, p.GCPY, p.GCPZ] for p in ds.GetGCPs()],
        "rpc": ds.GetMetadata("RPC"),
        "structure": ds.GetMetadata("IMAGE_STRUCTURE"),
        "metadata": ds.GetMetadata(),
        "bands": [describe_band(band) for band in bands],
    }


for line in sys.stdin:
    try:
        seen = describe(line.rstrip("\n"))
    except Exception as e:
        seen = {"failure": str(e)}
    print(json.dumps(seen))
