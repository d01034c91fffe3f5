#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Scores alerts against the truth of a reference stack (bench/reference_stack.py).

  score_alerts.py STACK alerts.geojson [--monitor 2022-01-01]

Over all pixels: how many of those that never break lie inside an alert, and how many of those that
break in the monitoring period do. Needs Debian's python3-rasterio.
"""
import argparse, datetime, json
import numpy as np, rasterio
from rasterio.features import rasterize
from rasterio.warp import transform_geom

KINDS = {1: 'clear-cut', 2: 'fire', 3: 'gradual decline', 4: 'conversion'}

ap = argparse.ArgumentParser()
ap.add_argument('stack'); ap.add_argument('alerts'); ap.add_argument('--monitor', default='2022-01-01')
a = ap.parse_args()
with rasterio.open(a.stack + '/truth_btype.tif') as t:
    kind, grid = t.read(1), t
    crs, transform, shape = t.crs, t.transform, t.shape
date = rasterio.open(a.stack + '/truth_bdate.tif').read(1)
start = (datetime.date.fromisoformat(a.monitor) - datetime.date(1970, 1, 1)).days
features = json.load(open(a.alerts))['features']
shapes = [(transform_geom('EPSG:4326', crs, f['geometry']), i + 1) for i, f in enumerate(features)]
alert = rasterize(shapes, shape, transform=transform, dtype='int32') if shapes else np.zeros(shape, 'int32')
days = np.array([0] + [(datetime.date.fromisoformat(f['properties']['first_date']) - datetime.date(1970, 1, 1)).days for f in features])
never, breaks = kind == 0, (kind > 0) & (date >= start)
hit = (alert > 0) & breaks
print('%s: %d alerts' % (a.stack, len(features)))
print('  never-break pixels inside an alert: %.2f %% of %d' % (100 * ((alert > 0) & never).sum() / never.sum(), never.sum()))
print('  pixels that break in the monitoring period inside an alert: %.1f %% of %d' % (100 * hit.sum() / breaks.sum(), breaks.sum()))
print('  by kind: ' + ', '.join('%s %.0f %%' % (n, 100 * (hit & (kind == k)).sum() / max(1, (breaks & (kind == k)).sum())) for k, n in KINDS.items()))
lag = days[alert[hit]] - date[hit]
if lag.size: print('  first date minus true date: median %d days, quartiles %d and %d' % tuple(np.percentile(lag, (50, 25, 75))))
