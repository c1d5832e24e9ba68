/**
 * Handlers in tests: one of any kind is called in a few lines, or by event files, as an edge calls
 * it: with its limits, on a thread of its own, and with what it returns checked.
 *
 * <p>Throws {@link AssertionError} where a test asks for what is not there, and needs no test
 * framework. Uses all of the handlers, and Jackson for event files.
 */
@NullMarked
package dev.skerry.handler.testing;

import org.jspecify.annotations.NullMarked;
