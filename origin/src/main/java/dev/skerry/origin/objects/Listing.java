package dev.skerry.origin.objects;

import dev.skerry.origin.engine.Engine;

/**
 * Lists what is in buckets, each page as of one moment. A page costs what it has, whatever the
 * bucket has. May be used by any thread.
 */
public final class Listing {
  private final Engine engine;

  Listing(Engine engine) {
    this.engine = engine;
  }

  /** The objects that are the current versions of keys. */
  public ListPage<ObjectVersion> keys(Bucket bucket, ListQuestion question) {
    return engine.<ListPage<ObjectVersion>, RuntimeException>read(
        snapshot -> new Walk<>(question, new CurrentKeys(snapshot, bucket, question)).page());
  }

  /** All versions and delete markers; of each key the newest first. */
  public ListPage<ListedVersion> versions(Bucket bucket, ListQuestion question) {
    return engine.<ListPage<ListedVersion>, RuntimeException>read(
        snapshot -> new Walk<>(question, new AllVersions(snapshot, bucket, question)).page());
  }

  /** The uploads in parts that go on; of each key the oldest first. */
  public ListPage<Upload> uploads(Bucket bucket, ListQuestion question) {
    return engine.<ListPage<Upload>, RuntimeException>read(
        snapshot -> new Walk<>(question, new BegunUploads(snapshot, bucket, question)).page());
  }
}
