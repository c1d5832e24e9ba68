package dev.skerry.control.tables;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.concurrent.ThreadLocalRandom;

/** Names of requests in the form of {@code x-amzn-requestid}: 52 of {@code 0-9 A-V}. */
final class RequestIds {
  private static final int LENGTH = 52;
  private static final int PER_LONG = 12;
  private static final byte[] DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUV".getBytes(ISO_8859_1);

  private RequestIds() {}

  /** A new one. */
  static String next() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    byte[] id = new byte[LENGTH];
    long bits = 0;
    for (int i = 0; i < LENGTH; i++) {
      if (i % PER_LONG == 0) {
        bits = random.nextLong();
      }
      id[i] = DIGITS[(int) bits & 31];
      bits >>>= 5;
    }
    return new String(id, ISO_8859_1);
  }
}
