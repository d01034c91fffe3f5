// SPDX-License-Identifier: Apache-2.0
/** Brings scenes in: one adapter per product format, one importer that runs them. */
@NullMarked
package org.sunqar.catalog.ingest;

import org.jspecify.annotations.NullMarked;
