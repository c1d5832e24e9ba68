package dev.skerry.loadtest.simulate.trace;

import java.util.Arrays;

/**
 * Takes requests by the identifiers of a file or generator and numbers the objects.
 *
 * <p>As in the simulators that the public traces come from, an identifier whose size has changed is
 * another object. Identifiers are told apart by 64 bits of hash, together with the size.
 */
public final class TraceBuilder {
  private final long limit;
  private int[] requests = new int[1 << 16];
  private int length;
  private long[] sizes = new long[1 << 12];
  private int objects;

  /** Open addressing: a fingerprint, and the number of its object plus one; 0 is a free place. */
  private long[] fingerprints = new long[1 << 14];

  private int[] numbers = new int[1 << 14];

  /** Makes an empty builder that takes at most so many requests. */
  public TraceBuilder(long limit) {
    this.limit = Math.min(limit, Integer.MAX_VALUE - 16);
  }

  /** Whether no more requests are taken. */
  public boolean isFull() {
    return length >= limit;
  }

  /**
   * Adds a request.
   *
   * @param size in bytes; what is less than 1 counts as 1
   */
  public void add(long id, long size) {
    if (length == requests.length) {
      requests = Arrays.copyOf(requests, (int) Math.min(2L * length, Integer.MAX_VALUE - 16));
    }
    requests[length++] = number(id, Math.max(1, size));
  }

  /** Adds a request by a name of any length. */
  public void add(String id, long size) {
    long hash = 0;
    for (int i = 0; i < id.length(); i++) {
      hash = mix(hash + id.charAt(i));
    }
    add(hash, size);
  }

  /** The trace of what was added. */
  public Trace build(String name) {
    return new Trace(name, Arrays.copyOf(requests, length), Arrays.copyOf(sizes, objects));
  }

  private int number(long id, long size) {
    long fingerprint = mix(mix(id) + size);
    int mask = numbers.length - 1;
    int place = (int) fingerprint & mask;
    while (numbers[place] != 0) {
      if (fingerprints[place] == fingerprint) {
        return numbers[place] - 1;
      }
      place = (place + 1) & mask;
    }
    fingerprints[place] = fingerprint;
    numbers[place] = objects + 1;
    if (objects == sizes.length) {
      sizes = Arrays.copyOf(sizes, 2 * objects);
    }
    sizes[objects++] = size;
    if (2 * objects > numbers.length) {
      grow();
    }
    return objects - 1;
  }

  private void grow() {
    long[] oldFingerprints = fingerprints;
    int[] oldNumbers = numbers;
    fingerprints = new long[2 * oldNumbers.length];
    numbers = new int[2 * oldNumbers.length];
    int mask = numbers.length - 1;
    for (int i = 0; i < oldNumbers.length; i++) {
      if (oldNumbers[i] != 0) {
        int place = (int) oldFingerprints[i] & mask;
        while (numbers[place] != 0) {
          place = (place + 1) & mask;
        }
        fingerprints[place] = oldFingerprints[i];
        numbers[place] = oldNumbers[i];
      }
    }
  }

  /** The finalizer of SplitMix64: every bit of the result depends on every bit given. */
  private static long mix(long bits) {
    long z = bits + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
