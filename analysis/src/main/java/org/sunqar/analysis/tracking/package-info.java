// SPDX-License-Identifier: Apache-2.0
/** What becomes of an alert over the runs of its watch, and what people say about it. */
@NullMarked
package org.sunqar.analysis.tracking;

import org.jspecify.annotations.NullMarked;
