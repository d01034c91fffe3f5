// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.sunqar.server.basemap;

import org.jspecify.annotations.NullMarked;
