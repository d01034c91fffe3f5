// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.sunqar.mission.cue;

import org.jspecify.annotations.NullMarked;
