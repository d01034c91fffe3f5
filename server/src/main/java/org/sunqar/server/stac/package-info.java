// SPDX-License-Identifier: Apache-2.0
/** The STAC API. */
@NullMarked
package org.sunqar.server.stac;

import org.jspecify.annotations.NullMarked;
