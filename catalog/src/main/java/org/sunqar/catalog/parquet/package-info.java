// SPDX-License-Identifier: Apache-2.0
/** Writes Parquet files: nested columns of JSON values, in row groups. */
@NullMarked
package org.sunqar.catalog.parquet;

import org.jspecify.annotations.NullMarked;
