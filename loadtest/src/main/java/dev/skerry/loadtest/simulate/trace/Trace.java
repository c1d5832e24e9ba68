package dev.skerry.loadtest.simulate.trace;

import java.util.Arrays;

/**
 * Requests in their order, each for an object by its number; objects are numbered from 0 without
 * gaps. The arrays are its own: who gets one reads it only.
 */
public final class Trace {
  /** The place of a next use that never comes. */
  public static final int NEVER = Integer.MAX_VALUE;

  private final String name;
  private final int[] requests;
  private final long[] sizes;

  Trace(String name, int[] requests, long[] sizes) {
    this.name = name;
    this.requests = requests;
    this.sizes = sizes;
  }

  /** What a table calls it. */
  public String name() {
    return name;
  }

  /** The object of each request. */
  public int[] requests() {
    return requests;
  }

  /** The content's size of each object in bytes, at least 1. */
  public long[] sizes() {
    return sizes;
  }

  public int objects() {
    return sizes.length;
  }

  /** Bytes of all objects, each once. */
  public long footprintBytes() {
    return Arrays.stream(sizes).sum();
  }

  /** Bytes of all requests. */
  public long requestedBytes() {
    long sum = 0;
    for (int object : requests) {
      sum += sizes[object];
    }
    return sum;
  }

  /** For each request the place of the next one for the same object, or {@link #NEVER}. */
  public int[] nextUses() {
    int[] next = new int[requests.length];
    int[] seen = new int[sizes.length];
    Arrays.fill(seen, NEVER);
    for (int i = requests.length - 1; i >= 0; i--) {
      next[i] = seen[requests[i]];
      seen[requests[i]] = i;
    }
    return next;
  }

  /** What each object costs in a cache that needs so many bytes besides the content. */
  public long[] weights(long overheadBytes) {
    return Arrays.stream(sizes).map(size -> size + overheadBytes).toArray();
  }
}
