// SPDX-License-Identifier: Apache-2.0
/** Areas that people bring in files of others, as polygons in longitude and latitude. */
@NullMarked
package org.sunqar.server.area;

import org.jspecify.annotations.NullMarked;
