# SPDX-License-Identifier: Apache-2.0
"""Reads an API with OWSLib, as OGC API Features and Records, and says what it found, as JSON."""
import json
import sys

from owslib.ogcapi.features import Features
from owslib.ogcapi.records import Records

api = sys.argv[1]
features = Features(api)
found = {
    "title": features.links is not None,
    "conformance": len(features.conformance()["conformsTo"]),
    "openapi": features.api()["openapi"],
    "collections": [c["id"] for c in features.collections()["collections"]],
    "featureCollections": features.feature_collections(),
    "marburg": [f["id"] for f in features.collection_items("marburg", limit=10)["features"]],
    "in2013": [
        f["id"]
        for f in features.collection_items("marburg", datetime="2013-01-01T00:00:00Z/..")["features"]
    ],
    "elsewhere": len(features.collection_items("marburg", bbox=[30, 0, 40, 10])["features"]),
}
found["one"] = features.collection_item("marburg", found["marburg"][0])["id"]
found["queryables"] = sorted(features.collection_queryables("marburg")["properties"])[:3]

records = Records(api + "/records")
found["recordCollections"] = records.records()
page = records.collection_items("catalogue", q="ethiopia")
found["records"] = [r["id"] for r in page["features"]]
found["record"] = records.collection_item("catalogue", "marburg")["properties"]["title"]
print(json.dumps(found))
