package dev.skerry.origin.tables;

/**
 * Request units per second that a table or index may use at most, or should be ready for; told,
 * never enforced.
 *
 * @param read -1 where it is not said
 * @param write -1 where it is not said
 */
public record RequestUnits(long read, long write) {
  /** What stands for a number that is not said. */
  public static final long UNSAID = -1;

  /** These, and those of another where these are not said. */
  public RequestUnits or(RequestUnits other) {
    return new RequestUnits(
        read == UNSAID ? other.read : read, write == UNSAID ? other.write : write);
  }

  /** Whether nothing is said. */
  public boolean isEmpty() {
    return read == UNSAID && write == UNSAID;
  }
}
