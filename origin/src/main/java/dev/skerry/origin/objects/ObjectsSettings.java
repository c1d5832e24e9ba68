package dev.skerry.origin.objects;

import java.time.Duration;
import java.time.InstantSource;

/**
 * How the object store behaves.
 *
 * @param partBytesLeast how many octets each part of an upload but the last has at least
 * @param day how long a day of a lifecycle rule is: shorter where rules are tried out
 */
public record ObjectsSettings(InstantSource clock, long partBytesLeast, Duration day) {
  private static final long PART_BYTES_LEAST = 5L << 20;

  /** As S3 does. */
  public static ObjectsSettings of(InstantSource clock) {
    return new ObjectsSettings(clock, PART_BYTES_LEAST, Duration.ofDays(1));
  }

  /** The same with parts of at least so many octets. */
  public ObjectsSettings withPartBytesLeast(long least) {
    return new ObjectsSettings(clock, least, day);
  }

  /** The same with days of another length. */
  public ObjectsSettings withDay(Duration length) {
    return new ObjectsSettings(clock, partBytesLeast, length);
  }
}
