/**
 * What the HTTP specifications decide, as pure functions: caching (RFC 9111, 5861, 8246, 9213),
 * conditional and range requests (RFC 9110 §13, §14), {@code Cache-Status} and {@code Proxy-Status}
 * (RFC 9211, 9209), loops (RFC 8586).
 *
 * <p>Time is always a parameter, in milliseconds since 1970. Nothing here does I/O or keeps state;
 * everything may be called from any thread. What runs at a hit does not allocate in the plain case.
 * This package uses {@code dev.skerry.http} and the JDK, nothing else.
 */
@NullMarked
package dev.skerry.edge.semantics;

import org.jspecify.annotations.NullMarked;
