/**
 * All rows of an engine as a stream, and back: for backups that outlive an engine, and for moving
 * from one engine to another.
 *
 * <p>Rows come in the order of their keys and are held a few at a time. What is emitted to the feed
 * is not part of a dump, but its end is: stamps go on after it, so that a place that somebody kept
 * in the old engine's feed is too old for the new one, and never means something else.
 *
 * <p>Knows the engine's interface and no driver.
 */
@NullMarked
package dev.skerry.origin.engine.dump;

import org.jspecify.annotations.NullMarked;
