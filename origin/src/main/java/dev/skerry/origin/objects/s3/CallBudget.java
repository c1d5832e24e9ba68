package dev.skerry.origin.objects.s3;

import dev.skerry.origin.objects.s3.error.S3Error;

/** The memory that a call may hold beside what of its content waits. Used by the call's thread. */
@FunctionalInterface
public interface CallBudget {
  /**
   * Takes so many bytes more, before they are held; they are given back when the call is answered.
   *
   * @return false, and nothing was taken, if there are not so many
   */
  boolean take(long bytes);

  /**
   * Takes so many bytes more.
   *
   * @throws dev.skerry.origin.objects.s3.error.S3Exception {@code SlowDown} if there are not so
   *     many
   */
  default void require(long bytes) {
    if (!take(bytes)) {
      throw S3Error.SLOW_DOWN.exception();
    }
  }
}
