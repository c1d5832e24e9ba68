package dev.skerry.origin.objects;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.objects.content.ContentStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** The object store: its parts by subject. May be used by any thread; its calls block. */
public final class ObjectStore {
  private final Duration day;
  private final ContentStore contents;
  private final Buckets buckets;
  private final BucketSettings settings;
  private final ObjectReads reads;
  private final ObjectWrites writes;
  private final Deletes deletes;
  private final VersionMoves moves;
  private final Copies copies;
  private final Uploads uploads;
  private final Listing listing;

  /** A store on an engine and contents, both of which stay the caller's. */
  public ObjectStore(Engine engine, ContentStore contents, ObjectsSettings settings) {
    InstantSource clock = settings.clock();
    this.day = settings.day();
    this.contents = contents;
    this.buckets = new Buckets(engine, clock);
    this.settings = new BucketSettings(engine, clock);
    this.reads = new ObjectReads(engine, contents);
    this.writes = new ObjectWrites(engine, contents, clock);
    this.deletes = new Deletes(engine, contents, clock);
    this.moves = new VersionMoves(engine, contents, clock);
    this.copies = new Copies(engine, contents, clock, writes);
    this.uploads = new Uploads(engine, contents, settings, writes);
    this.listing = new Listing(engine);
  }

  /** The rows of buckets and of their settings: what nearly every call reads. */
  public static List<Range> definitions() {
    return List.of(RowKeys.buckets(), RowKeys.allSettings());
  }

  /** The rows of current versions and of contents: what reads of objects read. */
  public static List<Range> objects() {
    return List.of(RowKeys.allCurrent(), ContentStore.rows());
  }

  /** How many octets of a key are those of the bucket whose setting it is; 0 for other rows. */
  public static int settingsLength(Key key) {
    return RowKeys.settingsLength(key);
  }

  /** How long a day of a lifecycle rule is. */
  public Duration day() {
    return day;
  }

  /** Receives octets. */
  public ContentStore contents() {
    return contents;
  }

  /** Buckets. */
  public Buckets buckets() {
    return buckets;
  }

  /** What buckets are set to. */
  public BucketSettings settings() {
    return settings;
  }

  /** Reads of objects. */
  public ObjectReads reads() {
    return reads;
  }

  /** Writes of objects. */
  public ObjectWrites writes() {
    return writes;
  }

  /** Deletions. */
  public Deletes deletes() {
    return deletes;
  }

  /** Moves to other storage classes. */
  VersionMoves moves() {
    return moves;
  }

  /** Copies. */
  public Copies copies() {
    return copies;
  }

  /** Uploads in parts. */
  public Uploads uploads() {
    return uploads;
  }

  /** Listings. */
  public Listing listing() {
    return listing;
  }
}
