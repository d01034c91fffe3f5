# SPDX-License-Identifier: Apache-2.0
"""Loads items as a vector layer and an asset as a raster layer in QGIS, and says what it got."""
import json
import sys

from qgis.core import QgsApplication, QgsRasterLayer, QgsVectorLayer

api, asset = sys.argv[1:3]
QgsApplication.setPrefixPath("/usr", True)
application = QgsApplication([], False)
application.initQgis()
found = {}
try:
    layer = QgsVectorLayer(f"url='{api}' typename='marburg' version='OGC_API_FEATURES'", "items", "OAPIF")
    found["valid"] = layer.isValid()
    found["crs"] = layer.crs().authid()
    found["fields"] = [field.name() for field in layer.fields()]
    found["ids"] = sorted(feature["id"] for feature in layer.getFeatures())
    extents = [feature.geometry().boundingBox() for feature in layer.getFeatures()]
    found["west"] = min(extent.xMinimum() for extent in extents)
    found["south"] = min(extent.yMinimum() for extent in extents)
    raster = QgsRasterLayer("/vsicurl/" + asset, "scene", "gdal")
    found["rasterValid"] = raster.isValid()
    if raster.isValid():
        found["width"] = raster.width()
        found["rasterCrs"] = raster.crs().authid()
        statistics = raster.dataProvider().bandStatistics(1)
        found["maximum"] = statistics.maximumValue
finally:
    print(json.dumps(found))
    sys.stdout.flush()
    application.exitQgis()
