// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.area;

import java.util.Optional;
import org.locationtech.jts.geom.MultiPolygon;

/**
 * An area.
 *
 * @param polygons in longitude and latitude (degrees, WGS 84), valid and apart from one another
 * @param areaHa on the ellipsoid (hectares)
 * @param features of the file that have polygons
 * @param skipped geometries of the file that are no polygons, and were left out
 * @param repaired polygons of the file whose outlines crossed or touched themselves, and were put
 *     right
 * @param name that the file has for it
 */
record Area(
    MultiPolygon polygons,
    double areaHa,
    int features,
    int skipped,
    int repaired,
    Optional<String> name) {}
