# SPDX-License-Identifier: Apache-2.0
"""Loads WMTS, XYZ and OGC API layers in QGIS and draws them, and says what it got."""
import json
import sys

from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsRasterLayer,
    QgsRectangle,
)

server, west, south, east, north = sys.argv[1], *map(float, sys.argv[2:6])
QgsApplication.setPrefixPath("/usr", True)
application = QgsApplication([], False)
application.initQgis()
sources = {
    "wmts": "crs=EPSG:3857&format=image/png&layers=land&styles=default"
    f"&tileMatrixSet=WebMercatorQuad&url={server}/wmts/1.0.0/WMTSCapabilities.xml",
    "xyz": f"type=xyz&zmin=0&zmax=16&url={server}/api/collections/land/xyz/%7Bz%7D/%7Bx%7D/%7By%7D.png",
}
found = {}
try:
    for name, source in sources.items():
        layer = QgsRasterLayer(source, name, "wms")
        found[name] = {"valid": layer.isValid(), "crs": layer.crs().authid()}
        if not layer.isValid():
            found[name]["error"] = layer.error().summary()
            continue
        settings = QgsMapSettings()
        settings.setLayers([layer])
        settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
        settings.setExtent(QgsRectangle(west, south, east, north))
        settings.setOutputSize(QSize(64, 64))
        settings.setBackgroundColor(QColor(255, 0, 255))
        job = QgsMapRendererParallelJob(settings)
        job.start()
        job.waitForFinished()
        image = job.renderedImage()
        colors = [QColor(image.pixel(x, y)).getRgb()[:3] for x in range(64) for y in range(64)]
        found[name]["drawn"] = sum(color != (255, 0, 255) for color in colors)
finally:
    print(json.dumps(found))
    sys.stdout.flush()
    application.exitQgis()
