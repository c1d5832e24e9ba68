package dev.skerry.origin.objects.s3.checksum;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.Checksum;

/**
 * The 64-bit check of the NVM Express specification: reflected, of the polynomial {@code
 * AD93D23594C93659}, begun and ended with its complement. Sixteen octets at a time, each by a table
 * of its own ("slicing").
 */
final class Crc64Nvme implements Checksum {
  /** The polynomial with its lowest power first. */
  static final long REFLECTED = 0x9A6C9329AC4BC9B5L;

  private static final int SLICES = 16;
  private static final long[][] TABLES = tables();
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private long inverse = -1;

  private static long[][] tables() {
    long[][] tables = new long[SLICES][256];
    for (int i = 0; i < 256; i++) {
      long crc = i;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc >>> 1) ^ ((crc & 1) == 0 ? 0 : REFLECTED);
      }
      tables[0][i] = crc;
    }
    for (int slice = 1; slice < SLICES; slice++) {
      for (int i = 0; i < 256; i++) {
        long before = tables[slice - 1][i];
        tables[slice][i] = (before >>> 8) ^ tables[0][(int) before & 0xFF];
      }
    }
    return tables;
  }

  @Override
  public void update(int octet) {
    inverse = (inverse >>> 8) ^ TABLES[0][(int) (inverse ^ octet) & 0xFF];
  }

  @Override
  public void update(byte[] octets, int from, int length) {
    int at = from;
    int end = from + length;
    long crc = inverse;
    for (; at <= end - SLICES; at += SLICES) {
      long low = crc ^ (long) LONGS.get(octets, at);
      long high = (long) LONGS.get(octets, at + Long.BYTES);
      crc = eight(low, SLICES - 1) ^ eight(high, Long.BYTES - 1);
    }
    inverse = crc;
    for (; at < end; at++) {
      update(octets[at]);
    }
  }

  /** Eight octets, of which the first is by the table of that number. */
  private static long eight(long octets, int first) {
    return TABLES[first][(int) octets & 0xFF]
        ^ TABLES[first - 1][(int) (octets >>> 8) & 0xFF]
        ^ TABLES[first - 2][(int) (octets >>> 16) & 0xFF]
        ^ TABLES[first - 3][(int) (octets >>> 24) & 0xFF]
        ^ TABLES[first - 4][(int) (octets >>> 32) & 0xFF]
        ^ TABLES[first - 5][(int) (octets >>> 40) & 0xFF]
        ^ TABLES[first - 6][(int) (octets >>> 48) & 0xFF]
        ^ TABLES[first - 7][(int) (octets >>> 56)];
  }

  @Override
  public long getValue() {
    return ~inverse;
  }

  @Override
  public void reset() {
    inverse = -1;
  }
}
