// SPDX-License-Identifier: Apache-2.0
/** Orders for new images over HTTP: STAPI 0.1.0 (Sensor Tasking API) at /tasking. */
@NullMarked
package org.sunqar.server.tasking;

import org.jspecify.annotations.NullMarked;
