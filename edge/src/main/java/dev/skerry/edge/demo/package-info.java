/**
 * The built-in demo site: a small origin that {@code skerry run} puts behind its edge when it was
 * given none, so that the first minute shows a cache at work.
 *
 * <p>It is a {@code RequestHandler} on a listener of its own, on the loopback address, so that the
 * edge truly forwards to it. Uses {@code flow} and the message model only.
 */
@NullMarked
package dev.skerry.edge.demo;

import org.jspecify.annotations.NullMarked;
