// SPDX-License-Identifier: Apache-2.0
/** The exact arm against its proofs. */
@NullMarked
package org.sunqar.exact;

import org.jspecify.annotations.NullMarked;
