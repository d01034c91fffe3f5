// SPDX-License-Identifier: Apache-2.0
/**
 * Catalogues in and out: ndjson, GeoJSON, folders of items, GeoParquet; STAC APIs and static
 * catalogues as sources.
 */
@NullMarked
package org.sunqar.catalog.exchange;

import org.jspecify.annotations.NullMarked;
