// SPDX-License-Identifier: Apache-2.0
/** OGC API Records: one record for each collection of the catalogue. */
@NullMarked
package org.sunqar.server.records;

import org.jspecify.annotations.NullMarked;
