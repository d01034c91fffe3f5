// SPDX-License-Identifier: Apache-2.0
/** The workspace's database and the store of items in it. */
@NullMarked
package org.sunqar.catalog.store;

import org.jspecify.annotations.NullMarked;
