// SPDX-License-Identifier: Apache-2.0
/** Coordinate reference systems of requests and answers, as in OGC API Features, Part 2. */
@NullMarked
package org.sunqar.server.crs;

import org.jspecify.annotations.NullMarked;
