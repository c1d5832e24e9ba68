package dev.skerry.edge.codec;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.util.concurrent.FastThreadLocal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The date of the current second as octets (IMF-fixdate, RFC 9110 §5.6.7), one per thread. */
final class CachedDate {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private static final FastThreadLocal<CachedDate> OF_THREAD =
      new FastThreadLocal<>() {
        @Override
        protected CachedDate initialValue() {
          return new CachedDate();
        }
      };

  private long second = Long.MIN_VALUE;
  private byte[] octets = {};

  private CachedDate() {}

  /** Not to be changed by the caller. */
  static byte[] octets(InstantSource clock) {
    return OF_THREAD.get().at(Math.floorDiv(clock.millis(), 1000L));
  }

  /** As text, for protocols that take fields as strings. */
  static String text(InstantSource clock) {
    return new String(octets(clock), US_ASCII);
  }

  private byte[] at(long now) {
    if (now != second) {
      octets = FORMAT.format(Instant.ofEpochSecond(now)).getBytes(US_ASCII);
      second = now;
    }
    return octets;
  }
}
