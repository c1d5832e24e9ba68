package dev.skerry.control.api;

import dev.skerry.http.Request;

/**
 * A request to a service with all of its content.
 *
 * @param head owned by the call
 * @param content as it was sent; empty if there is none; not changed by anybody
 * @param memory for what is made of the content
 */
@SuppressWarnings("ArrayRecordComponent") // received once, read once, never compared
public record Call(Request head, byte[] content, CallMemory memory) {}
