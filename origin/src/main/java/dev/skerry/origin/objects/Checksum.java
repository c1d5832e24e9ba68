package dev.skerry.origin.objects;

import dev.skerry.origin.objects.row.ValueReader;
import dev.skerry.origin.objects.row.ValueWriter;

/**
 * A checksum of an object that was asked for when it was uploaded.
 *
 * @param value as S3 writes it: base64, and of a composite one a hyphen and the number of parts
 */
public record Checksum(Algorithm algorithm, Type type, String value) {
  /** How it is computed. New ones are added at the end, for rows have the place in the list. */
  public enum Algorithm {
    CRC32,
    CRC32C,
    CRC64NVME,
    SHA1,
    SHA256
  }

  /** What it is of. */
  public enum Type {
    /** All octets. */
    FULL_OBJECT,
    /** The checksums of the parts. */
    COMPOSITE
  }

  static void write(ValueWriter out, Checksum checksum) {
    out.choice(Algorithm.values(), checksum.algorithm).choice(Type.values(), checksum.type);
    out.text(checksum.value);
  }

  static Checksum read(ValueReader in) {
    return new Checksum(in.choice(Algorithm.values()), in.choice(Type.values()), in.text());
  }
}
