// SPDX-License-Identifier: Apache-2.0
/**
 * STAC 1.1.0 items, collections and assets: records, their JSON, and what the cube asks of them.
 */
@NullMarked
package org.sunqar.catalog.stac;

import org.jspecify.annotations.NullMarked;
