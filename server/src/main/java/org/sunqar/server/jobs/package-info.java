// SPDX-License-Identifier: Apache-2.0
/** Long work that a request starts and does not wait for. */
@NullMarked
package org.sunqar.server.jobs;

import org.jspecify.annotations.NullMarked;
