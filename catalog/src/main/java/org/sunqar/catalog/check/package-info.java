// SPDX-License-Identifier: Apache-2.0
/** Looks whether what the catalogue says is there is there, and repairs what it can. */
@NullMarked
package org.sunqar.catalog.check;

import org.jspecify.annotations.NullMarked;
