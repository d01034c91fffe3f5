// SPDX-License-Identifier: Apache-2.0
/** Series of pixels and areas over HTTP, with what a detector sees in them. */
@NullMarked
package org.sunqar.server.series;

import org.jspecify.annotations.NullMarked;
