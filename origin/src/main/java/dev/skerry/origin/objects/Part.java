package dev.skerry.origin.objects;

import dev.skerry.origin.objects.content.ContentId;
import dev.skerry.origin.objects.row.ValueReader;
import dev.skerry.origin.objects.row.ValueWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A part of an upload.
 *
 * @param etag without quotation marks
 * @param checksum of the upload's algorithm, or null
 * @param content where its octets are, from an offset on
 * @param depth how deep that is in slices
 */
public record Part(
    int number,
    long size,
    String etag,
    @Nullable String checksum,
    Instant modified,
    ContentId content,
    long offset,
    int depth) {
  private static final int LAYOUT = 1;

  byte[] encode() {
    ValueWriter out = new ValueWriter().octet(LAYOUT).number(size).text(etag);
    out.optional(checksum, ValueWriter::text).moment(modified);
    ContentId.write(out, content);
    return out.number(offset).number(depth).toArray();
  }

  static Part decode(int number, byte[] value) {
    ValueReader in = new ValueReader("a part of an upload", value);
    in.layout(LAYOUT);
    Part part =
        new Part(
            number,
            in.number(),
            in.text(),
            in.optional(ValueReader::text),
            in.moment(),
            ContentId.read(in),
            in.number(),
            in.number(Integer.MAX_VALUE));
    in.end();
    return part;
  }
}
