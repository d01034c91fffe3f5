// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.sunqar.mission.orbit;

import org.jspecify.annotations.NullMarked;
