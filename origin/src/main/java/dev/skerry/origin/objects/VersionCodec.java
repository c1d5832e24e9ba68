package dev.skerry.origin.objects;

import dev.skerry.origin.engine.Limits;
import dev.skerry.origin.objects.row.ValueReader;
import dev.skerry.origin.objects.row.ValueWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Versions as values: a layout, the kind, the place among the key's versions and, if the id is not
 * {@code null}, its random part, when and by whom; then of an object all that it has, and of one
 * that was restored from an archive until when it is. The key is the row's.
 */
final class VersionCodec {
  private static final int LAYOUT = 1;
  private static final int MARKER = 1;
  private static final int NAMED = 2;
  private static final int RESTORED = 4;

  private VersionCodec() {}

  /** The value of a version; throws METADATA_TOO_LARGE when that does not fit into a row. */
  static byte[] encode(Version version) {
    boolean marker = version instanceof DeleteMarker;
    boolean named = !version.id().isNull();
    ValueWriter out = new ValueWriter().octet(LAYOUT);
    @Nullable Instant restored =
        version instanceof ObjectVersion object ? object.traits().restoredUntil() : null;
    int kind = (marker ? MARKER : 0) | (named ? NAMED : 0) | (restored == null ? 0 : RESTORED);
    out.octet(kind).number(version.sequence());
    if (named) {
      out.fixed64(version.id().random());
    }
    out.moment(version.modified()).text(version.owner());
    if (version instanceof ObjectVersion object) {
      Body.write(out, object.body());
      Traits.write(out, object.traits());
    }
    if (restored != null) {
      out.moment(restored);
    }
    if (out.length() > Limits.VALUE_BYTES) {
      throw new ObjectsException(
          ObjectsError.METADATA_TOO_LARGE,
          "what is kept of an object has %d bytes, expected at most %d"
              .formatted(out.length(), Limits.VALUE_BYTES));
    }
    return out.toArray();
  }

  static Version decode(String key, byte[] value) {
    ValueReader in = new ValueReader("a version of a key", value);
    in.layout(LAYOUT);
    int kind = in.octet();
    if (kind > (NAMED | RESTORED) || (kind & (MARKER | RESTORED)) == (MARKER | RESTORED)) {
      throw in.corrupt("the kind " + kind);
    }
    long sequence = in.number();
    VersionId id = (kind & NAMED) == 0 ? VersionId.NULL : new VersionId(sequence, in.fixed64());
    Instant modified = in.moment();
    String owner = in.text();
    Version version =
        (kind & MARKER) == 0
            ? new ObjectVersion(key, id, sequence, modified, owner, Body.read(in), traits(in, kind))
            : new DeleteMarker(key, id, sequence, modified, owner);
    in.end();
    return version;
  }

  private static Traits traits(ValueReader in, int kind) {
    Traits traits = Traits.read(in);
    return (kind & RESTORED) == 0 ? traits : traits.withRestoredUntil(in.moment());
  }
}
