// SPDX-License-Identifier: Apache-2.0
/** How commands speak: streams, data formats, progress, exit codes. */
@NullMarked
package org.sunqar.app.console;

import org.jspecify.annotations.NullMarked;
