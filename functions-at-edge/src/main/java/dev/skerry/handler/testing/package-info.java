/**
 * Runs handlers outside of an edge, in unit tests and for the command line: events from files, one
 * handler in a host of its own, and what came of a call compared with what was expected.
 *
 * <p>A handler runs here in the host that runs it at an edge, with the same limits. Uses {@code
 * dev.skerry.handler} and what runs handlers; knows no edge.
 */
@NullMarked
package dev.skerry.handler.testing;

import org.jspecify.annotations.NullMarked;
