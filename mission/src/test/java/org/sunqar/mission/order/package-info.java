// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.sunqar.mission.order;

import org.jspecify.annotations.NullMarked;
