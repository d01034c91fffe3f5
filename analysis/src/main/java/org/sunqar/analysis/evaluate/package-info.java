// SPDX-License-Identifier: Apache-2.0
/** How good the alerts of a watch are, held against a reference. */
@NullMarked
package org.sunqar.analysis.evaluate;

import org.jspecify.annotations.NullMarked;
