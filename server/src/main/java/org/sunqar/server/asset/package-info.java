// SPDX-License-Identifier: Apache-2.0
/** The files of items. */
@NullMarked
package org.sunqar.server.asset;

import org.jspecify.annotations.NullMarked;
