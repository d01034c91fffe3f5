// SPDX-License-Identifier: Apache-2.0
/** The API's documents as pages for people: HTML made from the JSON that programs get. */
@NullMarked
package org.sunqar.server.page;

import org.jspecify.annotations.NullMarked;
