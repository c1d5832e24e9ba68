package dev.skerry.origin.objects.s3.checksum;

/**
 * The check of two texts in a row out of the check of each: that of the first is moved on by as
 * many zeros as the second is long, by squaring the matrix (over one bit) that moves it by one.
 *
 * <p>Right for reflected checks that begin and end with their complement.
 */
final class CrcCombination {
  private final long polynomial;
  private final int bits;

  CrcCombination(long reflectedPolynomial, int bits) {
    this.polynomial = reflectedPolynomial;
    this.bits = bits;
  }

  /** The check of both, the second so many octets long. */
  long combined(long first, long second, long secondLength) {
    long moved = first;
    long[] step = oneBit();
    // Three times squared, the matrix of one bit is that of an octet.
    step = squared(squared(squared(step)));
    for (long left = secondLength; left != 0; left >>>= 1) {
      if ((left & 1) != 0) {
        moved = times(step, moved);
      }
      if (left != 1) {
        step = squared(step);
      }
    }
    return moved ^ second;
  }

  private long[] oneBit() {
    long[] matrix = new long[bits];
    matrix[0] = polynomial;
    for (int i = 1; i < bits; i++) {
      matrix[i] = 1L << (i - 1);
    }
    return matrix;
  }

  private static long times(long[] matrix, long vector) {
    long sum = 0;
    long rest = vector;
    for (int i = 0; rest != 0; i++, rest >>>= 1) {
      if ((rest & 1) != 0) {
        sum ^= matrix[i];
      }
    }
    return sum;
  }

  private static long[] squared(long[] matrix) {
    long[] square = new long[matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      square[i] = times(matrix, matrix[i]);
    }
    return square;
  }
}
