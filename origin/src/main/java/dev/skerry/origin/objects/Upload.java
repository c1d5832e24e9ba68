package dev.skerry.origin.objects;

import dev.skerry.origin.engine.Limits;
import dev.skerry.origin.objects.row.ValueReader;
import dev.skerry.origin.objects.row.ValueWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An upload in parts that was begun and is neither completed nor aborted.
 *
 * @param initiator the id of the account that began it
 * @param owner the id of the account that the object will have
 * @param encryption of each part, and so of the object
 * @param checksum what was asked for, or null
 */
public record Upload(
    String key,
    UploadId id,
    Instant initiated,
    String initiator,
    String owner,
    Traits traits,
    Encryption encryption,
    @Nullable Wanted checksum) {
  private static final int LAYOUT = 1;

  /** Which checksum was asked for. */
  public record Wanted(Checksum.Algorithm algorithm, Checksum.Type type) {}

  byte[] encode() {
    ValueWriter out = new ValueWriter().octet(LAYOUT).moment(initiated).text(initiator).text(owner);
    Encryption.write(out, encryption);
    out.optional(
        checksum,
        (to, wanted) ->
            to.choice(Checksum.Algorithm.values(), wanted.algorithm)
                .choice(Checksum.Type.values(), wanted.type));
    Traits.write(out, traits);
    if (out.length() > Limits.VALUE_BYTES) {
      throw new ObjectsException(
          ObjectsError.METADATA_TOO_LARGE,
          "what is kept of an upload has %d bytes, expected at most %d"
              .formatted(out.length(), Limits.VALUE_BYTES));
    }
    return out.toArray();
  }

  static Upload decode(String key, UploadId id, byte[] value) {
    ValueReader in = new ValueReader("an upload", value);
    in.layout(LAYOUT);
    Instant initiated = in.moment();
    String initiator = in.text();
    String owner = in.text();
    Encryption encryption = Encryption.read(in);
    Wanted checksum =
        in.optional(
            from ->
                new Wanted(
                    from.choice(Checksum.Algorithm.values()), from.choice(Checksum.Type.values())));
    Traits traits = Traits.read(in);
    in.end();
    return new Upload(key, id, initiated, initiator, owner, traits, encryption, checksum);
  }
}
