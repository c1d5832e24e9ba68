package dev.skerry.origin.objects;

import dev.skerry.origin.objects.row.Octets;
import dev.skerry.origin.objects.row.ValueReader;
import dev.skerry.origin.objects.row.ValueWriter;
import java.time.Instant;

/**
 * What a bucket is set to in one respect: octets that only the one who set it understands.
 *
 * @param changedAt to the millisecond
 * @param version 1, and one more with each change
 */
public record Setting(Octets octets, Instant changedAt, long version) {
  private static final int LAYOUT = 1;

  byte[] encode() {
    return new ValueWriter()
        .octet(LAYOUT)
        .moment(changedAt)
        .number(version)
        .octets(octets)
        .toArray();
  }

  static Setting decode(byte[] value) {
    ValueReader in = new ValueReader("a bucket's setting", value);
    in.layout(LAYOUT);
    Instant changedAt = in.moment();
    long version = in.number();
    Setting setting = new Setting(in.octets(), changedAt, version);
    in.end();
    return setting;
  }
}
