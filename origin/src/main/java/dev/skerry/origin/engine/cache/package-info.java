/**
 * Rows in memory in front of an engine that this process alone writes, so that what is read often
 * costs no storage read. It uses the engine's interface, and Caffeine.
 */
@NullMarked
package dev.skerry.origin.engine.cache;

import org.jspecify.annotations.NullMarked;
