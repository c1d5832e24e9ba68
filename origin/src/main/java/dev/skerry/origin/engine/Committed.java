package dev.skerry.origin.engine;

/**
 * What a transaction's work returned, and when it was committed.
 *
 * @param result what the attempt returned that was committed
 * @param stamp its place in the order of commits; of a transaction that wrote nothing, that of the
 *     newest commit it was sure to see
 */
public record Committed<T>(T result, Stamp stamp) {}
