// SPDX-License-Identifier: Apache-2.0
/** The methods of {@code sunqar series detect}, each with its options. */
@NullMarked
package org.sunqar.app.detect;

import org.jspecify.annotations.NullMarked;
