package dev.skerry.origin.objects;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.objects.content.ContentException;
import dev.skerry.origin.objects.content.ContentStore;
import dev.skerry.origin.objects.content.Slice;
import dev.skerry.origin.objects.row.ValueReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads versions of keys. May be used by any thread. */
public final class ObjectReads {
  /** So often a content may be replaced between a look at its version and at itself. */
  private static final int ATTEMPTS = 100;

  private final Engine engine;
  private final ContentStore contents;

  ObjectReads(Engine engine, ContentStore contents) {
    this.engine = engine;
    this.contents = contents;
  }

  /**
   * A part of an object that was uploaded in parts.
   *
   * @param number as it was uploaded
   * @param offset of its first octet in the object
   * @param checksum of its own, or null
   */
  public record PartOf(int number, long offset, long size, @Nullable String checksum) {}

  /** The current version of a key, which may be a delete marker, or null. */
  public @Nullable Version find(Bucket bucket, String key) {
    byte[] value = engine.get(RowKeys.current(bucket.number(), ObjectKeys.octets(key)));
    return value == null ? null : VersionCodec.decode(key, value);
  }

  /** A version of a key, or null; of no id, the current one. */
  public @Nullable Version find(Bucket bucket, String key, @Nullable VersionId id) {
    if (id == null) {
      return find(bucket, key);
    }
    return engine
        .<java.util.Optional<Version>, RuntimeException>read(
            snapshot -> java.util.Optional.ofNullable(find(snapshot, bucket, key, id)))
        .orElse(null);
  }

  static @Nullable Version find(Reads reads, Bucket bucket, String key, VersionId id) {
    byte[] octets = ObjectKeys.octets(key);
    byte[] current = reads.get(RowKeys.current(bucket.number(), octets));
    if (current == null) {
      return null;
    }
    Version version = VersionCodec.decode(key, current);
    if (version.id().equals(id)) {
      return version;
    }
    long sequence = id.sequence();
    if (id.isNull()) {
      byte[] place = reads.get(RowKeys.nullVersion(bucket.number(), octets));
      if (place == null) {
        return null;
      }
      sequence = new ValueReader("a null version", place).fixed64();
    }
    byte[] value = reads.get(RowKeys.version(bucket.number(), octets, sequence));
    Version found = value == null ? null : VersionCodec.decode(key, value);
    return found != null && found.id().equals(id) ? found : null;
  }

  /**
   * A version of a key, of no id the current one, with its octets.
   *
   * @return to be closed
   */
  public Lookup open(Bucket bucket, String key, @Nullable VersionId id) {
    for (int attempt = 1; ; attempt++) {
      Version version = find(bucket, key, id);
      switch (version) {
        case null -> {
          return new Lookup.Nothing();
        }
        case DeleteMarker marker -> {
          return new Lookup.Marked(marker);
        }
        case ObjectVersion object -> {
          try {
            return new Lookup.Open(object, contents.open(object.body().content()));
          } catch (ContentException e) {
            if (e.kind() != ContentException.Kind.GONE || attempt == ATTEMPTS) {
              throw e;
            }
          }
        }
      }
    }
  }

  /** The part of a number of an object that was uploaded in parts; null if it has none such. */
  public @Nullable PartOf part(Lookup.Open open, int number) {
    if (open.version().body().parts() == 0) {
      return null;
    }
    ContentStore.Placed placed = contents.slice(open.content(), number);
    if (placed == null) {
      return null;
    }
    Slice slice = placed.slice();
    return new PartOf(slice.number(), placed.offset(), slice.length(), slice.checksum());
  }

  /** The parts in which an object was uploaded, in their order; none if it was in no parts. */
  public List<PartOf> parts(Lookup.Open open) {
    if (open.version().body().parts() == 0) {
      return List.of();
    }
    List<PartOf> parts = new ArrayList<>();
    long offset = 0;
    for (Slice slice : contents.slices(engine.latest(), open.content().id())) {
      parts.add(new PartOf(slice.number(), offset, slice.length(), slice.checksum()));
      offset += slice.length();
    }
    return parts;
  }
}
