/**
 * The wire of S3: takes a call (its head, its content as a stream), finds out who asks, for which
 * operation and whether it is allowed, and answers from the kernel in the parent package.
 *
 * <p>No HTTP server and no sockets. What the head of a request means is in {@code head}, XML in
 * {@code xml}, checksums in {@code checksum}, the framing of uploads in {@code chunked}, and errors
 * in {@code error}. An operation that has no handler here answers {@code NotImplemented}. Source:
 * the Amazon S3 API reference.
 */
@NullMarked
package dev.skerry.origin.objects.s3;

import org.jspecify.annotations.NullMarked;
