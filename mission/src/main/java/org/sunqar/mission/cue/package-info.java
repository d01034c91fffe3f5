// SPDX-License-Identifier: Apache-2.0
/** Tip and cue: rules by which an alert orders the image that confirms or retracts it. */
@NullMarked
package org.sunqar.mission.cue;

import org.jspecify.annotations.NullMarked;
