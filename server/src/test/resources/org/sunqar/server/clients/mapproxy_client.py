# SPDX-License-Identifier: Apache-2.0
"""Cascades a WMTS by MapProxy and asks that for a map, and says what it got."""
import json
import os
import sys
import warnings

warnings.simplefilter("ignore")
from mapproxy.wsgiapp import make_wsgi_app

server, folder, bbox = sys.argv[1:4]
config = os.path.join(folder, "mapproxy.yaml")
with open(config, "w") as file:
    file.write(
        f"""
services:
  wms:
    srs: ["EPSG:3857"]
layers:
  - name: land
    title: Land
    sources: [land_cache]
caches:
  land_cache:
    grids: [webmercator]
    sources: [land]
    format: image/png
sources:
  land:
    type: tile
    grid: webmercator
    transparent: true
    url: {server}/wmts/land/default/current/WebMercatorQuad/%(z)s/%(y)s/%(x)s.png
grids:
  webmercator:
    base: GLOBAL_WEBMERCATOR
globals:
  cache:
    base_dir: {folder}/cache
"""
    )
application = make_wsgi_app(config, ignore_config_warnings=True, reloader=False)
answer = {}


def start_response(status, headers, exc_info=None):
    answer["status"] = status
    answer["type"] = dict(headers).get("Content-type", dict(headers).get("Content-Type"))


query = (
    "service=WMS&version=1.1.1&request=GetMap&layers=land&styles=&srs=EPSG:3857&width=64&height=64"
    f"&format=image/png&transparent=true&bbox={bbox}"
)
environment = {
    "REQUEST_METHOD": "GET", "SCRIPT_NAME": "", "PATH_INFO": "/service", "QUERY_STRING": query,
    "SERVER_NAME": "localhost", "SERVER_PORT": "80", "wsgi.url_scheme": "http", "HTTP_HOST": "localhost",
}
body = b"".join(application(environment, start_response))
from io import BytesIO

from PIL import Image

if answer["type"].startswith("image"):
    image = Image.open(BytesIO(body)).convert("RGBA")
    answer["drawn"] = sum(pixel[3] > 0 for pixel in image.getdata())
else:
    answer["text"] = body.decode()
print(json.dumps(answer))
