// SPDX-License-Identifier: Apache-2.0
/** Documents to print, as PDF: alerts with maps, figures and pictures, in seven languages. */
@NullMarked
package org.sunqar.server.print;

import org.jspecify.annotations.NullMarked;
