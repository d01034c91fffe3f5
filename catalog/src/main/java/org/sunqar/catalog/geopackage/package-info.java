// SPDX-License-Identifier: Apache-2.0
/** Tables of features as GeoPackages. Uses SQL, because the format is a file of SQLite. */
@NullMarked
package org.sunqar.catalog.geopackage;

import org.jspecify.annotations.NullMarked;
