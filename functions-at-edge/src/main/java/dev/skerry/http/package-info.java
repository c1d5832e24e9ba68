/**
 * The message model: requests, responses and their header sections, as data without any I/O.
 *
 * <p>Every other part of Skerry speaks in these types, whatever the protocol version on the wire.
 * Field names are always in lower case (as HTTP/2 requires, RFC 9113 §8.2.1, and as field names are
 * case-insensitive, RFC 9110 §5.1). This package uses nothing but the JDK.
 */
@NullMarked
package dev.skerry.http;

import org.jspecify.annotations.NullMarked;
