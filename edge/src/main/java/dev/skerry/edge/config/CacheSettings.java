package dev.skerry.edge.config;

/**
 * The store's size.
 *
 * @param memoryBytes all that the memory tier may cost, its own overhead included
 * @param maxObjectBytes no stored response is larger; rules may ask for less
 */
public record CacheSettings(long memoryBytes, long maxObjectBytes) {}
