package dev.skerry.origin.objects.content;

import dev.skerry.origin.objects.row.ValueReader;
import dev.skerry.origin.objects.row.ValueWriter;
import org.jspecify.annotations.Nullable;

/**
 * A part of a content that is itself a part of another.
 *
 * @param number of the part, as it was uploaded, 1 or more
 * @param content where the octets are
 * @param offset the first of them there
 * @param length how many
 * @param checksum of the part, as text, or null
 */
public record Slice(
    int number, ContentId content, long offset, long length, @Nullable String checksum) {
  static void write(ValueWriter out, Slice slice) {
    out.number(slice.number);
    ContentId.write(out, slice.content);
    out.number(slice.offset).number(slice.length).optional(slice.checksum, ValueWriter::text);
  }

  static Slice read(ValueReader in) {
    return new Slice(
        in.number(Integer.MAX_VALUE),
        ContentId.read(in),
        in.number(),
        in.number(),
        in.optional(ValueReader::text));
  }
}
