# SPDX-License-Identifier: Apache-2.0
"""Writes GeoTIFFs of every layout with GDAL, and what GDAL reads from them.

Usage: gdal_matrix.py FOLDER [CODEC...]
       gdal_matrix.py --report FOLDER FILE...

FOLDER/expected.txt gets a line for each fact, tab-separated: `file NAME`, and then what GDAL says
of it. CODEC names are those of further lossless ways of compression to be covered. With --report,
nothing but the facts about the given files is written.
"""

import os
import sys

import numpy as np
from osgeo import gdal, osr

gdal.UseExceptions()
only_report = sys.argv[1] == "--report"
folder = sys.argv[2] if only_report else sys.argv[1]
codecs = ["NONE", "PACKBITS", "LZW", "DEFLATE", "ZSTD"] + sys.argv[2:]
with_predictor = ("LZW", "DEFLATE", "ZSTD")
driver = gdal.GetDriverByName("GTiff")
memory = gdal.GetDriverByName("MEM")
rng = np.random.default_rng(20260501)
WIDTH, HEIGHT = 75, 53
TYPES = {
    "Byte": (gdal.GDT_Byte, np.uint8),
    "Int8": (gdal.GDT_Byte, np.uint8),
    "UInt16": (gdal.GDT_UInt16, np.uint16),
    "Int16": (gdal.GDT_Int16, np.int16),
    "UInt32": (gdal.GDT_UInt32, np.uint32),
    "Int32": (gdal.GDT_Int32, np.int32),
    "UInt64": (gdal.GDT_UInt64, np.uint64),
    "Int64": (gdal.GDT_Int64, np.int64),
    "Float32": (gdal.GDT_Float32, np.float32),
    "Float64": (gdal.GDT_Float64, np.float64),
}
lines = []


def values(dtype, top=None, floor=None):
    """A wave with noise, and the ends of the range here and there."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    wave = np.sin(x * 0.11) * np.cos(y * 0.07) + rng.normal(0, 0.05, (HEIGHT, WIDTH))
    wild = rng.random((HEIGHT, WIDTH)) < 0.02
    if np.issubdtype(dtype, np.floating):
        data = (wave * 1e4).astype(dtype)
        data[wild] = np.array([np.inf, -np.inf, np.nan, -0.5], dtype)[rng.integers(0, 4, wild.sum())]
        return data
    info = np.iinfo(dtype)
    low = info.min if floor is None else floor
    high = info.max if top is None else top
    data = np.clip((wave * 0.3 + 0.5) * (float(high) - low) + low, low, float(high) * 0.999)
    data = data.astype(dtype)
    data[wild] = np.array([low, high], dtype)[rng.integers(0, 2, wild.sum())]
    return data


def write(name, kind, bands=1, options=(), arrays=None, change=None, place=True):
    path = os.path.join(folder, name)
    gdal_type, dtype = TYPES[kind]
    if kind == "Int8":
        options = [*options, "PIXELTYPE=SIGNEDBYTE"]
    dataset = driver.Create(path, WIDTH, HEIGHT, bands, gdal_type, list(options))
    if place:
        dataset.SetGeoTransform([399960, 10, 0, 5300040, 0, -20])
        reference = osr.SpatialReference()
        reference.ImportFromEPSG(32632)
        dataset.SetProjection(reference.ExportToWkt())
    for band in range(bands):
        data = values(dtype) if arrays is None else arrays[band]
        dataset.GetRasterBand(band + 1).WriteArray(data)
    if change:
        change(dataset)
    dataset = None
    return path


def text(value):
    return "" if value is None else repr(float(value))


def report(name, magnitude=False):
    path = os.path.join(folder, name)
    dataset = gdal.Open(path)
    fact = lambda *items: lines.append("\t".join(str(item) for item in items))
    fact("file", name)
    fact("size", dataset.RasterXSize, dataset.RasterYSize, dataset.RasterCount)
    transform = dataset.GetGeoTransform(can_return_null=True)
    if transform:
        fact("transform", *(repr(c) for c in transform))
    reference = dataset.GetSpatialRef()
    if reference is not None and reference.GetAuthorityCode(None):
        fact("epsg", reference.GetAuthorityCode(None))
    structure = dict(dataset.GetMetadata("IMAGE_STRUCTURE"))
    bits = dataset.GetRasterBand(1).GetMetadataItem("NBITS", "IMAGE_STRUCTURE")
    if bits:
        structure["NBITS"] = bits
    for key in sorted(structure.keys() - {"LERC_VERSION", "JPEGTABLESMODE", "JPEG_QUALITY"}):
        fact("structure", key, structure[key])
    for key, value in sorted(dataset.GetMetadata().items()):
        fact("item", key, value)
    for point in dataset.GetGCPs():
        fact("point", *(repr(v) for v in (point.GCPPixel, point.GCPLine, point.GCPX, point.GCPY, point.GCPZ)))
    for key, value in sorted(dataset.GetMetadata("RPC").items()):
        fact("rpc", key, " ".join(value.split()))
    for i in range(1, dataset.RasterCount + 1):
        band = dataset.GetRasterBand(i)
        signed = band.GetMetadataItem("PIXELTYPE", "IMAGE_STRUCTURE") == "SIGNEDBYTE"
        kind = "Int8" if signed else gdal.GetDataTypeName(band.DataType)
        if magnitude:
            kind = "Float64" if kind in ("CInt32", "CFloat64") else "Float32"
        color = gdal.GetColorInterpretationName(band.GetColorInterpretation())
        no_data = band.GetNoDataValue()
        fact("band", i, kind, color, text(no_data), text(band.GetScale() or 1), text(band.GetOffset() or 0),
             band.GetUnitType(), band.GetDescription(), checksum(band, magnitude))
        for key, value in sorted(band.GetMetadata().items()):
            fact("banditem", i, key, value)
        table = band.GetColorTable()
        if table and i == 1:
            fact("palette", ",".join("%02x%02x%02x%02x" % tuple(table.GetColorEntry(c)[k] for k in (3, 0, 1, 2))
                              for c in range(table.GetCount())))
        for level in range(band.GetOverviewCount()):
            overview = band.GetOverview(level)
            fact("overview", i, level, overview.XSize, overview.YSize, checksum(overview, magnitude))
    band = dataset.GetRasterBand(1)
    if band.GetMaskFlags() & gdal.GMF_PER_DATASET:
        mask = band.GetMaskBand()
        fact("mask", mask.Checksum())
        for level in range(mask.GetOverviewCount()):
            fact("maskoverview", level, mask.GetOverview(level).Checksum())


def checksum(band, magnitude):
    if not magnitude:
        try:
            return band.Checksum()
        except RuntimeError:
            return "unreadable"
    data = np.abs(band.ReadAsArray().astype(np.complex128))
    wide = band.DataType in (gdal.GDT_CInt32, gdal.GDT_CFloat64)
    kind = gdal.GDT_Float64 if wide else gdal.GDT_Float32
    copy = memory.Create("", band.XSize, band.YSize, 1, kind)
    copy.GetRasterBand(1).WriteArray(data)
    return copy.GetRasterBand(1).Checksum()


def overviews(dataset, external=False):
    dataset.FlushCache()
    dataset.BuildOverviews("NEAREST", [2, 4])


def layouts():
    for tiled in ("NO", "YES"):
        for interleave in ("PIXEL", "BAND"):
            size = ["BLOCKXSIZE=32", "BLOCKYSIZE=16"] if tiled == "YES" else ["BLOCKYSIZE=7"]
            yield ["TILED=" + tiled, "INTERLEAVE=" + interleave, *size]


def turns():
    """Byte order, BigTIFF, number of bands, overviews, mask and sparse files take turns."""
    i = 0
    while True:
        yield (
            ["ENDIANNESS=" + ("BIG" if i % 2 else "LITTLE"), "BIGTIFF=" + ("YES" if i % 3 == 1 else "NO")],
            1 + i % 4 // 2 + i % 5 // 4,
            i % 3 == 0,
            i % 7 == 3,
        )
        i += 1


turn = turns()


def add(name, kind, options, arrays=None, bands=None):
    more, count, with_overviews, with_mask = next(turn)
    count = bands or count

    def change(dataset):
        if with_overviews:
            overviews(dataset)
        if with_mask:
            dataset.CreateMaskBand(gdal.GMF_PER_DATASET)
            dataset.GetRasterBand(1).GetMaskBand().WriteArray(values(np.uint8))

    write(name, kind, count, [*options, *more], arrays and arrays(count), change)
    report(name)


def matrix():
    for kind in TYPES:
        is_float = kind.startswith("Float")
        for codec in codecs:
            if codec.startswith("LERC") and kind in ("UInt64", "Int64"):
                continue
            for number, layout in enumerate(layouts()):
                predictors = [1] if codec not in with_predictor else [1, 3, 2] if is_float else [1, 2]
                for predictor in predictors:
                    name = f"{kind}-{codec}-{number}-{predictor}.tif"
                    more = [f"PREDICTOR={predictor}"] if predictor > 1 else []
                    add(name, kind, [*layout, "COMPRESS=" + codec, *more])


def odd_bits():
    for bits in [*range(1, 8), *range(9, 16), *range(17, 32)]:
        kind = "Byte" if bits < 8 else "UInt16" if bits < 16 else "UInt32"
        dtype = TYPES[kind][1]
        for number, layout in enumerate(layouts()):
            if bits > 12 and number != bits % 4:
                continue
            codec = codecs[(bits + number) % 5]  # not of the further ones, which take whole bytes
            add(
                f"bits-{bits}-{number}.tif", kind, [*layout, f"NBITS={bits}", "COMPRESS=" + codec],
                lambda n: [values(dtype, 2**bits - 1, 0) for _ in range(n)])
    for predictor in (1, 2, 3):
        for number, layout in enumerate(layouts()):
            data = lambda n: [values(np.float16).astype(np.float32) for _ in range(n)]
            add(f"half-{predictor}-{number}.tif", "Float32",
                [*layout, "NBITS=16", "COMPRESS=DEFLATE", f"PREDICTOR={predictor}"], data)


def complexes():
    kinds = {"CInt16": gdal.GDT_CInt16, "CInt32": gdal.GDT_CInt32, "CFloat32": gdal.GDT_CFloat32,
             "CFloat64": gdal.GDT_CFloat64}
    for name, kind in kinds.items():
        for number, layout in enumerate(layouts()):
            file = f"{name}-{number}.tif"
            order = "ENDIANNESS=" + ("BIG" if number % 2 else "LITTLE")
            dataset = driver.Create(os.path.join(folder, file), WIDTH, HEIGHT, 2, kind,
                                    [*layout, order, "COMPRESS=LZW"])
            for band in (1, 2):
                real, imaginary = values(np.int16), values(np.int16)
                dataset.GetRasterBand(band).WriteArray(real.astype(float) + 1j * imaginary)
            dataset = None
            report(file, magnitude=True)


def table(*colors):
    result = gdal.ColorTable()
    for i, color in enumerate(colors):
        result.SetColorEntry(i, color)
    return result


def descriptions():
    few = lambda n=1: [values(np.uint8, 3, 0) for _ in range(n)]

    def paint(dataset):
        dataset.GetRasterBand(1).SetColorTable(table((1, 2, 3, 255), (200, 100, 50, 255), (0, 255, 17, 255)))
        dataset.GetRasterBand(1).SetNoDataValue(1)
        overviews(dataset)

    write("palette.tif", "Byte", 1, ["COMPRESS=LZW"], few(), paint)
    write("palette-4.tif", "Byte", 1, ["NBITS=4"], few(), paint)
    write("palette-alpha.tif", "Byte", 2, ["PHOTOMETRIC=PALETTE", "ALPHA=YES"], few(2),
          lambda d: d.GetRasterBand(1).SetColorTable(table((9, 8, 7, 255))))
    write("white.tif", "Byte", 1, ["PHOTOMETRIC=MINISWHITE"])
    write("white-1.tif", "Byte", 1, ["PHOTOMETRIC=MINISWHITE", "NBITS=1"], [values(np.uint8, 1, 0)])
    write("white-4.tif", "Byte", 2, ["PHOTOMETRIC=MINISWHITE", "NBITS=4"], few(2))
    write("rgb.tif", "UInt16", 3, ["PHOTOMETRIC=RGB"])
    write("rgba.tif", "Byte", 4, ["PHOTOMETRIC=RGB", "ALPHA=YES"], None, overviews)
    write("rgba-16.tif", "UInt16", 4, ["PHOTOMETRIC=RGB", "ALPHA=PREMULTIPLIED"])
    write("gray-alpha.tif", "UInt16", 2, ["ALPHA=UNASSOCIATED", "NBITS=12"],
          [values(np.uint16, 4095, 0) for _ in range(2)])
    write("rgb-extra.tif", "Byte", 5, ["PHOTOMETRIC=RGB", "INTERLEAVE=BAND"])

    def describe(dataset):
        dataset.SetMetadata({"A&B": "1 < 2 \"x\"", "TIFFTAG_SOFTWARE": "test", "TIFFTAG_DATETIME": "2024:01:02 03:04:05",
                             "AREA_OR_POINT": "Point", "TIFFTAG_XRESOLUTION": "72.5",
                             "TIFFTAG_YRESOLUTION": "300", "TIFFTAG_RESOLUTIONUNIT": "2"})
        for i in range(1, 4):
            band = dataset.GetRasterBand(i)
            band.SetScale(0.1 * i)
            band.SetOffset(-i / 3)
            band.SetUnitType("m/s" if i == 1 else "")
            band.SetDescription(f"Höhe {i}")
            band.SetMetadataItem("WAVELENGTH", str(400 + i))
            band.SetNoDataValue(-32768)
            band.SetColorInterpretation([gdal.GCI_BlueBand, gdal.GCI_GreenBand, gdal.GCI_RedBand][i - 1])
            band.ComputeStatistics(False)

    write("described.tif", "Int16", 3, [], None, describe)
    for kind, missing in (("Float32", -3.4028234663852886e38), ("Float64", float("nan")), ("Byte", 255),
                          ("UInt32", 4294967295), ("Float32", 1e-20)):
        write(f"missing-{kind}-{missing}.tif", kind, 2, ["SPARSE_OK=TRUE"], None,
              lambda d: [d.GetRasterBand(i).SetNoDataValue(missing) for i in (1, 2)])
    sparse = driver.Create(os.path.join(folder, "sparse.tif"), 300, 200, 2, gdal.GDT_Int16,
                           ["TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=64", "SPARSE_OK=TRUE", "COMPRESS=DEFLATE"])
    sparse.GetRasterBand(1).SetNoDataValue(-7)
    sparse.GetRasterBand(2).WriteArray(values(np.int16), 70, 60)
    sparse = None

    def tie(dataset):
        reference = osr.SpatialReference()
        reference.ImportFromEPSG(4326)
        dataset.SetGCPs([gdal.GCP(10 + i, 50 - i / 3, 7.5 * i, i * 5, i + 0.5) for i in range(5)],
                        reference.ExportToWkt())

    write("points.tif", "Byte", 1, [], None, tie, place=False)

    def tie_centres(dataset):
        dataset.SetMetadataItem("AREA_OR_POINT", "Point")
        tie(dataset)

    write("points-centre.tif", "Byte", 1, [], None, tie_centres, place=False)
    write("rotated.tif", "Byte", 1, [], None, lambda d: d.SetGeoTransform([1, 2, 0.5, 3, 0.25, -4]))
    write("point.tif", "Byte", 1, [], None, lambda d: d.SetMetadataItem("AREA_OR_POINT", "Point"))
    write("nowhere.tif", "Byte", 1, [], None, None, place=False)

    numbers = lambda seed: " ".join(repr(v) for v in np.random.default_rng(seed).normal(0, 1e-3, 20))
    coefficients = {
        "ERR_BIAS": "1.5", "ERR_RAND": "0.25", "LINE_OFF": "2199.8", "SAMP_OFF": "1101.25", "LAT_OFF": "45.5",
        "LONG_OFF": "-7.25", "HEIGHT_OFF": "310", "LINE_SCALE": "2200", "SAMP_SCALE": "1102", "LAT_SCALE": "0.11",
        "LONG_SCALE": "0.12", "HEIGHT_SCALE": "500", "LINE_NUM_COEFF": numbers(1), "LINE_DEN_COEFF": numbers(2),
        "SAMP_NUM_COEFF": numbers(3), "SAMP_DEN_COEFF": numbers(4)}
    write("rpc.tif", "UInt16", 1, [], None, lambda d: d.SetMetadata(coefficients, "RPC"), place=False)
    write("rpc-text.tif", "UInt16", 1, ["PROFILE=GeoTIFF", "RPCTXT=YES"], None,
          lambda d: d.SetMetadata(coefficients, "RPC"), place=False)
    write("rpc-rpb.tif", "UInt16", 1, ["PROFILE=GeoTIFF", "RPB=YES"], None,
          lambda d: d.SetMetadata(coefficients, "RPC"), place=False)
    for extension in ("tfw", "tifw", "wld", "TFW"):
        path = write(f"world-{extension}.tif", "Byte", 1, [], None, None, place=False)
        with open(path[:-3] + extension, "w") as out:
            out.write("10.5\n0.25\n-0.5\n-20\n1000.125\n2000\n")
    write("worldfile.tif", "Byte", 1, ["TFW=YES", "PROFILE=BASELINE"])
    special = [name for name in sorted(os.listdir(folder)) if name.endswith(".tif") and
               not any(line == "file\t" + name for line in lines)]
    for name in special:
        report(name)


def beside():
    path = write("external.tif", "UInt16", 2, ["COMPRESS=DEFLATE"])
    dataset = gdal.Open(path)  # read-only: overviews, mask and statistics go beside the file
    dataset.BuildOverviews("NEAREST", [2, 4])
    dataset.CreateMaskBand(gdal.GMF_PER_DATASET)
    dataset.GetRasterBand(1).GetMaskBand().WriteArray(values(np.uint8))
    dataset = None
    dataset = gdal.Open(path)
    dataset.GetRasterBand(2).ComputeStatistics(False)
    dataset.GetRasterBand(2).SetDescription("outside")
    dataset.SetMetadataItem("KEY", "outside too")
    dataset = None
    report("external.tif")
    path = write("mask-overviews.tif", "Byte", 3, ["TILED=YES", "BLOCKXSIZE=32", "BLOCKYSIZE=32", "PHOTOMETRIC=RGB"])
    dataset = gdal.Open(path, gdal.GA_Update)
    dataset.CreateMaskBand(gdal.GMF_PER_DATASET)
    dataset.GetRasterBand(1).GetMaskBand().WriteArray(values(np.uint8))
    dataset = None
    dataset = gdal.Open(path, gdal.GA_Update)
    dataset.BuildOverviews("NEAREST", [2, 4])
    dataset = None
    report("mask-overviews.tif")
    for codec in codecs:
        if codec != "PACKBITS":  # not one of the COG driver's
            options = ["COMPRESS=" + codec, "BLOCKSIZE=128"]
            gdal.Translate(os.path.join(folder, f"cog-{codec}.tif"), path, format="COG", creationOptions=options)
            report(f"cog-{codec}.tif")


if only_report:
    for given in sys.argv[3:]:
        report(given)
else:
    gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", "YES")
    matrix()
    odd_bits()
    complexes()
    descriptions()
    gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", "NO")
    beside()
with open(os.path.join(folder, "expected.txt"), "w", encoding="utf-8") as out:
    out.write("\n".join(lines) + "\n")
