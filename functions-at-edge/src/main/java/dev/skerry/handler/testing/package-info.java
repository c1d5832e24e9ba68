/**
 * Handlers in tests and for the command line: one of any kind is called in a few lines, or with
 * events from files, and what came of a call is compared with what was expected.
 *
 * <p>A handler runs here in a host of its own, the one that runs it at an edge, with its limits and
 * with what it returns checked. {@link dev.skerry.handler.testing.HandlerUnderTest} is for unit
 * tests, and needs no test framework; {@link dev.skerry.handler.testing.EventFile} reads events.
 * Uses all of the handlers, and Jackson for event files; knows no edge.
 */
@NullMarked
package dev.skerry.handler.testing;

import org.jspecify.annotations.NullMarked;
