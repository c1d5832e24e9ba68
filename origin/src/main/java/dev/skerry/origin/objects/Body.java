package dev.skerry.origin.objects;

import dev.skerry.origin.objects.content.ContentId;
import dev.skerry.origin.objects.row.ValueReader;
import dev.skerry.origin.objects.row.ValueWriter;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an object's octets.
 *
 * @param content where they are
 * @param size how many
 * @param etag without quotation marks
 * @param checksum that was asked for, or null
 * @param parts in how many they were uploaded, 0 when in no parts
 */
public record Body(
    ContentId content,
    long size,
    String etag,
    @Nullable Checksum checksum,
    int parts,
    Encryption encryption) {
  static void write(ValueWriter out, Body body) {
    ContentId.write(out, body.content);
    out.number(body.size).text(body.etag).optional(body.checksum, Checksum::write);
    out.number(body.parts);
    Encryption.write(out, body.encryption);
  }

  static Body read(ValueReader in) {
    return new Body(
        ContentId.read(in),
        in.number(),
        in.text(),
        in.optional(Checksum::read),
        in.number(Integer.MAX_VALUE),
        Encryption.read(in));
  }
}
