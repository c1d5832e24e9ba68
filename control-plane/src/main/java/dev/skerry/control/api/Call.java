package dev.skerry.control.api;

import dev.skerry.http.Request;

/**
 * A request to a service.
 *
 * @param head owned by the call
 * @param content as it comes; empty if there is none
 * @param memory for what is made of the content
 * @param client the address that it came from, as a literal
 */
public record Call(Request head, CallContent content, CallMemory memory, String client) {}
