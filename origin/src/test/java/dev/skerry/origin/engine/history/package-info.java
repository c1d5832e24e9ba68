/**
 * Clients of an engine whose transactions are written down for the checks of {@link
 * dev.skerry.testing.history}.
 */
@NullMarked
package dev.skerry.origin.engine.history;

import org.jspecify.annotations.NullMarked;
