package dev.skerry.control.api;

import dev.skerry.http.Fields;

/**
 * What a service answers to a call.
 *
 * @param status 200 to 599
 * @param fields without {@code content-length}; the reply's own
 * @param content as it is to be sent, which nobody changes any more; empty for none
 */
@SuppressWarnings("ArrayRecordComponent") // made once, sent once, never compared
public record Reply(int status, Fields fields, byte[] content) {}
