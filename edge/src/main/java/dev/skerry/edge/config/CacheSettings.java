package dev.skerry.edge.config;

import org.jspecify.annotations.Nullable;

/**
 * The store's size.
 *
 * @param memoryBytes all that the memory tier may cost, its own overhead included
 * @param maxObjectBytes no stored response is larger; rules may ask for less
 * @param disk the tier below memory, or null if there is none
 */
public record CacheSettings(long memoryBytes, long maxObjectBytes, @Nullable Disk disk) {
  /**
   * A disk tier.
   *
   * @param path its folder, which nobody else uses
   * @param bytes what it may take of the disk
   */
  public record Disk(String path, long bytes) {}
}
