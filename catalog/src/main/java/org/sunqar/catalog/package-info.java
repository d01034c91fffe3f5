// SPDX-License-Identifier: Apache-2.0
/** What scenes there are: STAC items, their store, and the adapters that bring scenes in. */
@NullMarked
package org.sunqar.catalog;

import org.jspecify.annotations.NullMarked;
