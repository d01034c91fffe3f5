// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.time.Instant;

/** An item that was deleted and has not come back since. */
public record Tombstone(String collection, String id, Instant deleted) {}
