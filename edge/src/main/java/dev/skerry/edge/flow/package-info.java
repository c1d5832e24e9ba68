/**
 * How messages flow through an edge, whatever the protocol on either side: content in pieces, with
 * backpressure, and the closed list of errors.
 *
 * <p>Everything of one exchange happens on one event loop: each method of these interfaces is
 * called on it, and none blocks. This package knows {@code dev.skerry.http} and Netty's buffers and
 * event loops, nothing else of the edge.
 */
@NullMarked
package dev.skerry.edge.flow;

import org.jspecify.annotations.NullMarked;
