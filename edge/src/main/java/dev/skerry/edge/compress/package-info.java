/**
 * Content codings on the fly: which one a response gets, what that does to its fields, and the
 * coding and decoding of content while it streams (RFC 9110 §8.4 and §12.5.3, RFC 1952, 7932, 8878,
 * 9659).
 *
 * <p>{@link dev.skerry.edge.compress.Choice} and {@link dev.skerry.edge.compress.CodedHead} are
 * pure; a {@link dev.skerry.edge.compress.CodingStage} stands between a source of content and a
 * sink, on one event loop, and takes small bites so that it never holds the loop for long. This
 * package uses the message model, {@code flow}, {@code config}, {@code semantics} and Netty's
 * buffers and executors.
 */
@NullMarked
package dev.skerry.edge.compress;

import org.jspecify.annotations.NullMarked;
