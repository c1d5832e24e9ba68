/**
 * HTTP messages as octets: parsers and writers of HTTP/1.1 for both sides of the edge, and the
 * conversion between HTTP/2 field lists and the message model.
 *
 * <p>A parser takes octets as they come, in pieces of any size, and tells a whole head, a piece of
 * content, or a {@link dev.skerry.edge.codec.Flaw}. It never guesses: requests are parsed as
 * strictly as RFC 9112 lets a server that fears request smuggling; responses are parsed strictly in
 * all that frames them, and leniently where RFC 9112 asks that of a client. Writers build from the
 * message model only, and can write no octet that would end a line or a message early.
 *
 * <p>Implements RFC 9112 (messages of HTTP/1.1), RFC 9110 §5 to §7 (fields, content, routing), RFC
 * 9113 §8 (HTTP in HTTP/2). Uses {@code dev.skerry.http}, Netty's buffers and the errors of {@code
 * dev.skerry.edge.flow}; does no I/O.
 */
@NullMarked
package dev.skerry.edge.codec;

import org.jspecify.annotations.NullMarked;
