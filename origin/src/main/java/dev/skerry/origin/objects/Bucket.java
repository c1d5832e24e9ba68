package dev.skerry.origin.objects;

import dev.skerry.origin.objects.row.ValueReader;
import dev.skerry.origin.objects.row.ValueWriter;
import java.time.Instant;

/**
 * A bucket as it was when it was read.
 *
 * @param number that no other bucket has or had, also not one of the same name
 * @param name unique among all accounts' buckets
 * @param owner the account's id
 * @param region as it was asked for
 * @param createdAt to the millisecond
 * @param lock whether its versions may be locked, and so are always kept
 */
public record Bucket(
    long number,
    String name,
    String owner,
    String region,
    Instant createdAt,
    Versioning versioning,
    boolean lock) {
  private static final int LAYOUT = 1;

  Bucket with(Versioning state) {
    return new Bucket(number, name, owner, region, createdAt, state, lock);
  }

  Bucket withLock() {
    return new Bucket(number, name, owner, region, createdAt, versioning, true);
  }

  byte[] encode() {
    return new ValueWriter()
        .octet(LAYOUT)
        .number(number)
        .text(owner)
        .text(region)
        .moment(createdAt)
        .choice(Versioning.values(), versioning)
        .flag(lock)
        .toArray();
  }

  static Bucket decode(String name, byte[] value) {
    ValueReader in = new ValueReader("bucket " + name, value);
    in.layout(LAYOUT);
    Bucket bucket =
        new Bucket(
            in.number(),
            name,
            in.text(),
            in.text(),
            in.moment(),
            in.choice(Versioning.values()),
            in.flag());
    in.end();
    return bucket;
  }
}
