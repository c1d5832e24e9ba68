package dev.skerry.handler.host;

/**
 * The call of a handler in the midst of which another one is made.
 *
 * @param depth how many calls are under way, each waiting for the next, from 1
 * @param deadlineNanos when it must be over, by {@link System#nanoTime}
 */
public record Within(int depth, long deadlineNanos) {}
