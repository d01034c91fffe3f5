// SPDX-License-Identifier: Apache-2.0
/** Reads features of GeoPackages. Uses SQL, because the format is a file of SQLite. */
@NullMarked
package org.sunqar.server.geopackage;

import org.jspecify.annotations.NullMarked;
