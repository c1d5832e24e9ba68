/**
 * Decoders of the encodings with several octets for a character (Encoding Standard §10 to §14).
 *
 * <p>Uses the JDK alone, from whose charsets the indexes are made when an encoding is first used;
 * what they and the standard say differently of malformed octets is said here.
 */
@NullMarked
package dev.skerry.handler.web.encoding;

import org.jspecify.annotations.NullMarked;
