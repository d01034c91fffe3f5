// SPDX-License-Identifier: Apache-2.0
/** CQL2 (OGC 21-065r2): filters on items, as text and as JSON. */
@NullMarked
package org.sunqar.catalog.filter;

import org.jspecify.annotations.NullMarked;
