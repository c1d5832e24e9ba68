package dev.skerry.origin.objects;

import dev.skerry.origin.objects.row.Octets;
import dev.skerry.origin.objects.row.ValueReader;
import dev.skerry.origin.objects.row.ValueWriter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an object has beside its octets.
 *
 * @param headers those of the system and the user's, in the order in which they came
 * @param acl octets that only the one who set them understands
 * @param redirect where the website of the bucket sends who asks for it, or null
 * @param restoredUntil when it can no longer be read, of one that was restored from an archive; or
 *     null
 */
public record Traits(
    List<Header> headers,
    String storageClass,
    Octets acl,
    List<Tag> tags,
    ObjectLock lock,
    @Nullable String redirect,
    @Nullable Instant restoredUntil) {
  /** Nothing but the usual storage class. */
  public static final Traits PLAIN =
      new Traits(List.of(), "STANDARD", Octets.NONE, List.of(), ObjectLock.NONE, null);

  /** Keeps copies of the lists. */
  public Traits {
    headers = List.copyOf(headers);
    tags = List.copyOf(tags);
  }

  /** Of an object that was never restored. */
  public Traits(
      List<Header> headers,
      String storageClass,
      Octets acl,
      List<Tag> tags,
      ObjectLock lock,
      @Nullable String redirect) {
    this(headers, storageClass, acl, tags, lock, redirect, null);
  }

  /** The same with other headers. */
  public Traits withHeaders(List<Header> changed) {
    return new Traits(changed, storageClass, acl, tags, lock, redirect, restoredUntil);
  }

  /** The same with another ACL. */
  public Traits withAcl(Octets changed) {
    return new Traits(headers, storageClass, changed, tags, lock, redirect, restoredUntil);
  }

  /** The same with other tags. */
  public Traits withTags(List<Tag> changed) {
    return new Traits(headers, storageClass, acl, changed, lock, redirect, restoredUntil);
  }

  /** The same with another lock. */
  public Traits withLock(ObjectLock changed) {
    return new Traits(headers, storageClass, acl, tags, changed, redirect, restoredUntil);
  }

  /** The same in another storage class; what is restored stays so for as long as was promised. */
  public Traits withStorageClass(StorageClass changed) {
    return new Traits(headers, changed.name(), acl, tags, lock, redirect, restoredUntil);
  }

  /** The same, restored until another moment. */
  public Traits withRestoredUntil(Instant changed) {
    return new Traits(headers, storageClass, acl, tags, lock, redirect, changed);
  }

  /** Whether it is in an archive, restored or not. */
  public boolean isArchived() {
    return StorageClass.of(storageClass).filter(StorageClass::isArchive).isPresent();
  }

  /** Until when its restored copy can be read, if there is one now. */
  public @Nullable Instant restoredAt(Instant now) {
    return isArchived() && restoredUntil != null && now.isBefore(restoredUntil)
        ? restoredUntil
        : null;
  }

  /** Whether its octets can be read now. */
  public boolean isReadable(Instant now) {
    return !isArchived() || restoredAt(now) != null;
  }

  /** Writes all but until when it is restored. */
  static void write(ValueWriter out, Traits traits) {
    out.list(traits.headers, (to, header) -> to.text(header.name()).text(header.value()));
    out.text(traits.storageClass).octets(traits.acl);
    out.list(traits.tags, (to, tag) -> to.text(tag.key()).text(tag.value()));
    ObjectLock.write(out, traits.lock);
    out.optional(traits.redirect, ValueWriter::text);
  }

  static Traits read(ValueReader in) {
    return new Traits(
        in.list(from -> new Header(from.text(), from.text())),
        in.text(),
        in.octets(),
        in.list(from -> new Tag(from.text(), from.text())),
        ObjectLock.read(in),
        in.optional(ValueReader::text));
  }
}
