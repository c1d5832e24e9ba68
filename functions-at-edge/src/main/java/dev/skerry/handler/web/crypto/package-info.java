/**
 * The algorithms of the Web Cryptography API on octets, by the JDK's providers.
 *
 * <p>Uses the JDK alone. What the caller got wrong, or a peer forged, is a {@link
 * dev.skerry.handler.web.crypto.CryptoProblem} with the name that the standard gives it. Everything
 * takes time in proportion to its data, but for what is bounded here: RSA by the size of its
 * modulus, PBKDF2 by its iterations.
 */
@NullMarked
package dev.skerry.handler.web.crypto;

import org.jspecify.annotations.NullMarked;
