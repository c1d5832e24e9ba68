package dev.skerry.loadtest.generator;

/**
 * A request under way.
 *
 * @param key which object
 * @param size bytes that its content must have; negative if nothing is known of it
 * @param due when it should have been sent, as {@link System#nanoTime} counts
 */
record Ask(long key, long size, long due) {}
