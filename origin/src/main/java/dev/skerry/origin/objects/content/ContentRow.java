package dev.skerry.origin.objects.content;

import dev.skerry.origin.objects.row.Octets;
import dev.skerry.origin.objects.row.ValueReader;
import dev.skerry.origin.objects.row.ValueWriter;

/**
 * What is known of a content.
 *
 * @param references how many records and slices refer to it; with none it is doomed
 * @param length in octets, before it was encrypted
 * @param seal how it is encrypted
 * @param place where it is
 */
record ContentRow(long references, long length, Seal seal, Place place) {
  private static final int LAYOUT = 1;

  /** How a content is encrypted: nothing, or its data key in a box. */
  record Seal(Kind kind, Octets box) {
    static final Seal NONE = new Seal(Kind.NONE, Octets.NONE);

    enum Kind {
      NONE,
      STORE,
      CUSTOMER
    }
  }

  /** Where a content is. */
  sealed interface Place {}

  /** In this row; as it is kept, that is, encrypted where it is. */
  record Inline(Octets octets) implements Place {}

  /** Outside of the engine, in a depot. */
  sealed interface Kept extends Place {
    /** CRC-32C of what is kept. */
    int checksum();
  }

  /**
   * In a file.
   *
   * @param epoch and folder where the file is
   * @param checksum CRC-32C of the file's octets
   */
  record InFile(int epoch, int folder, int checksum) implements Kept {}

  /**
   * In a bucket of another service, under its id.
   *
   * @param checksum CRC-32C of the octets there
   */
  record InBucket(int checksum) implements Kept {}

  /**
   * In slices of others.
   *
   * @param parts how many
   * @param depth 1 above the deepest of them; a content that has none is at 0
   */
  record Composed(int parts, int depth) implements Place {}

  /** How many octets are kept. */
  long keptLength() {
    return seal.kind() == Seal.Kind.NONE ? length : Segments.sealedLength(length);
  }

  ContentRow withReferences(long count) {
    return new ContentRow(count, length, seal, place);
  }

  int depth() {
    return place instanceof Composed(int _, int depth) ? depth : 0;
  }

  byte[] encode() {
    ValueWriter out = new ValueWriter().octet(LAYOUT).number(references).number(length);
    out.choice(Seal.Kind.values(), seal.kind()).octets(seal.box());
    write(out, place);
    return out.toArray();
  }

  static void write(ValueWriter out, Place place) {
    switch (place) {
      case Inline(Octets octets) -> out.octet(0).octets(octets);
      case InFile(int epoch, int folder, int checksum) ->
          out.octet(1).number(epoch).number(folder).fixed32(checksum);
      case Composed(int parts, int depth) -> out.octet(2).number(parts).number(depth);
      case InBucket(int checksum) -> out.octet(3).fixed32(checksum);
    }
  }

  static ContentRow decode(byte[] value) {
    ValueReader in = new ValueReader("a content", value);
    in.layout(LAYOUT);
    long references = in.number();
    long length = in.number();
    Seal seal = new Seal(in.choice(Seal.Kind.values()), in.octets());
    ContentRow row = new ContentRow(references, length, seal, readPlace(in));
    in.end();
    return row;
  }

  static Place readPlace(ValueReader in) {
    return switch (in.octet()) {
      case 0 -> new Inline(in.octets());
      case 1 ->
          new InFile(in.number(Integer.MAX_VALUE), in.number(Integer.MAX_VALUE), in.fixed32());
      case 2 -> new Composed(in.number(Integer.MAX_VALUE), in.number(Integer.MAX_VALUE));
      case 3 -> new InBucket(in.fixed32());
      default -> throw in.corrupt("no place");
    };
  }
}
