// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

/**
 * An item as it is kept: bytes that can be handed on without being parsed.
 *
 * @param collection the id of its collection
 * @param id unique in the collection
 * @param version changes whenever the document does, and is the same for the same document in every
 *     store: 16 hexadecimal digits
 * @param localFiles whether an asset is a file of this machine, {@code ./...} in the workspace or
 *     {@code file:...}
 * @param json the document in UTF-8, without white space around it. Its last field is {@code
 *     links}, which holds only links to documents elsewhere, so that it ends with {@code
 *     "links":[]}} or {@code "links":[...]}}. Not to be changed.
 */
@SuppressWarnings(
    "ArrayRecordComponent") // compared by its parts nowhere; a copy would cost more than the search
public record ItemDocument(
    String collection, String id, String version, boolean localFiles, byte[] json) {}
