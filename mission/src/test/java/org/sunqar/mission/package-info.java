// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.sunqar.mission;

import org.jspecify.annotations.NullMarked;
