package dev.skerry.control;

import dev.skerry.control.data.BucketQuestions;
import dev.skerry.control.objects.ObjectService;
import dev.skerry.origin.access.account.MasterKey;
import dev.skerry.origin.access.account.PrivateFileException;
import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.objects.ObjectStore;
import dev.skerry.origin.objects.ObjectsSettings;
import dev.skerry.origin.objects.Upkeep;
import dev.skerry.origin.objects.backing.BackingService;
import dev.skerry.origin.objects.content.BackingBucket;
import dev.skerry.origin.objects.content.ContentHome;
import dev.skerry.origin.objects.content.ContentRules;
import dev.skerry.origin.objects.content.ContentSettings;
import dev.skerry.origin.objects.content.ContentStore;
import dev.skerry.origin.objects.content.DataKeys;
import dev.skerry.origin.objects.row.Octets;
import dev.skerry.origin.objects.s3.NamedKeys;
import dev.skerry.origin.objects.s3.S3;
import dev.skerry.origin.objects.s3.Sealings;
import dev.skerry.origin.objects.site.BucketSites;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The object store: its rows in the engine, its content in {@code objects} or in a bucket. */
final class ObjectData implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ObjectData.class);
  private static final String FOLDER = "objects";

  /** {@code BUCKET.} and one of these is the address of a bucket. */
  static final List<String> HOSTS = List.of("s3.localhost", "localhost");

  private final ContentStore contents;
  private final S3 s3;
  private final BucketSites sites;
  private final Upkeep upkeep;

  private ObjectData(ContentStore contents, S3 s3, BucketSites sites, Upkeep upkeep) {
    this.contents = contents;
    this.s3 = s3;
    this.sites = sites;
    this.upkeep = upkeep;
  }

  /**
   * Opens it; makes the folder if it is missing.
   *
   * @param engine stays the caller's, and open longer
   * @param service where its content is; null for the data folder
   * @param keyNames of the keys that objects can be encrypted under by name
   * @return null where the engine's objects have their content elsewhere
   * @throws IOException also when the service does not answer, or has the content of others
   */
  static @Nullable ObjectData open(
      OriginData data,
      Engine engine,
      @Nullable BackingService service,
      List<String> keyNames,
      InstantSource clock)
      throws IOException {
    ContentStore contents =
        service == null ? inFolder(data, engine, clock) : inBucket(data, engine, service, clock);
    if (contents == null) {
      return null;
    }
    ObjectsSettings settings = ObjectsSettings.of(clock);
    ObjectStore store = new ObjectStore(engine, contents, settings);
    NamedKeys keys =
        new NamedKeys(
            keyNames, name -> Octets.owning(data.masterKey().derive("object key " + name)));
    S3 s3 =
        new S3(
            store,
            data.access(),
            data.accounts(),
            new S3.Settings(OriginData.REGION, HOSTS, keys),
            clock);
    return new ObjectData(
        contents,
        s3,
        new BucketSites(store, new Sealings(keys, OriginData.REGION), clock),
        new Upkeep(engine, store, settings, S3.LIFECYCLE, S3::lifecycleRules, s3.logs()::round));
  }

  private static @Nullable ContentStore inFolder(
      OriginData data, Engine engine, InstantSource clock) throws IOException {
    Path folder = data.folder().resolve(FOLDER).resolve("content");
    if (!ContentHome.isIn(folder, engine)) {
      log.warn(
          "the content of this database's objects is not in {}, or another's is: S3 is refused"
              + " here, and served by the node that has it, or by all with --content where it is in"
              + " a bucket",
          folder);
      return null;
    }
    return ContentStore.open(engine, ContentSettings.in(folder, keys(data.masterKey()), clock));
  }

  private static ContentStore inBucket(
      OriginData data, Engine engine, BackingService service, InstantSource clock)
      throws IOException {
    BackingBucket bucket = open(service);
    try {
      if (!ContentHome.isIn(bucket, engine)) {
        throw new IOException("there is content of another database there, or this one's is not");
      }
      return ContentStore.open(engine, ContentRules.of(keys(data.masterKey()), clock), bucket);
    } catch (IOException e) {
      bucket.close();
      throw new IOException(
          "the content of objects cannot be in %s: %s".formatted(service, e.getMessage()), e);
    } catch (RuntimeException e) {
      bucket.close();
      throw e;
    }
  }

  private static BackingBucket open(BackingService service) throws IOException {
    try {
      return service.open();
    } catch (PrivateFileException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Keys of contents are sealed under the folder's own. */
  private static DataKeys keys(MasterKey master) {
    return new DataKeys() {
      @Override
      public byte[] seal(String name, byte[] key) {
        return master.sealBytes(name, key);
      }

      @Override
      public byte[] open(String name, byte[] box) {
        return master.openBytes(name, box);
      }
    };
  }

  /** S3 on it. */
  ObjectService service(OriginServer.Plan plan) {
    return new ObjectService(s3, new OperationCounters(plan.gauges(), "s3").withContent());
  }

  /** Its buckets for exports and imports of tables. */
  ObjectBuckets buckets() {
    return new ObjectBuckets(s3.inHouse());
  }

  /** Its buckets as handlers ask them, in an account's name. */
  BucketQuestions questions(String account) {
    return new BucketQuestions(s3.inHouse(), account);
  }

  /** Buckets as origins of sites. */
  BucketSites sites() {
    return sites;
  }

  /** What is done behind the calls. */
  Upkeep upkeep() {
    return upkeep;
  }

  private void writeLogs() {
    try {
      s3.logs().round();
    } catch (RuntimeException e) {
      log.warn("the last lines of access logs cannot be written: {}", e.getMessage());
    }
  }

  /** Waits for no other service: whoever asks one fails. */
  @Override
  public void close() {
    upkeep.stop();
    if (!contents.isShared()) {
      writeLogs();
    }
    contents.cut();
    upkeep.close();
    contents.close();
  }
}
