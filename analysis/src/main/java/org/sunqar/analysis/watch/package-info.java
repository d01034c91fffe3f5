// SPDX-License-Identifier: Apache-2.0
/** Watches: an area, a detector and a rule that turn the scenes of a collection into alerts. */
@NullMarked
package org.sunqar.analysis.watch;

import org.jspecify.annotations.NullMarked;
