// SPDX-License-Identifier: Apache-2.0
/** Satellites, ground stations and members as data. */
@NullMarked
package org.sunqar.mission.constellation;

import org.jspecify.annotations.NullMarked;
