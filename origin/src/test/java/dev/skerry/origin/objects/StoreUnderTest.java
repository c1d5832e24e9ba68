package dev.skerry.origin.objects;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.cache.CachedEngine;
import dev.skerry.origin.engine.cache.Keeping;
import dev.skerry.origin.engine.contract.Time;
import dev.skerry.origin.engine.rocksdb.Memory;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import dev.skerry.origin.objects.content.ContentRules;
import dev.skerry.origin.objects.content.ContentSettings;
import dev.skerry.origin.objects.content.ContentStore;
import dev.skerry.origin.objects.content.DataKeys;
import dev.skerry.origin.objects.content.Extent;
import dev.skerry.origin.objects.content.Extents;
import dev.skerry.origin.objects.content.Incoming;
import dev.skerry.origin.objects.content.OpenContent;
import dev.skerry.origin.objects.content.Orphans;
import dev.skerry.origin.objects.content.Received;
import dev.skerry.origin.objects.content.Sealing;
import dev.skerry.origin.objects.s3.ServedStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A store in a folder that can be closed and opened again. */
final class StoreUnderTest implements AutoCloseable {
  static final String OWNER = "owner";
  private static final String PREFIX = "contents/";

  private static final long CACHED_BYTES = 64 << 10;

  final Time time = new Time();
  private final Path folder;
  private final int inlineBytes;

  /** Where the contents are; null for the folder. */
  private final @Nullable ServedStore service;

  private Engine engine;
  private ContentStore contents;
  private ObjectStore objects;

  StoreUnderTest(Path folder, int inlineBytes) {
    this(folder, inlineBytes, null);
  }

  StoreUnderTest(Path folder, int inlineBytes, @Nullable ServedStore service) {
    this.folder = folder;
    this.service = service;
    this.inlineBytes = inlineBytes;
    this.engine = openEngine();
    this.contents = openContents();
    this.objects = openObjects();
  }

  /** As where it is served: what nearly every call reads is kept in memory. */
  private Engine openEngine() {
    return new CachedEngine(
        RocksEngine.open(RocksSettings.in(folder.resolve("db")).with(Memory.SMALL)),
        new Keeping(
            ObjectStore.objects(),
            ObjectStore.definitions(),
            ObjectStore::settingsLength,
            CACHED_BYTES));
  }

  private ContentStore openContents() {
    if (service != null) {
      ContentRules rules = new ContentRules(inlineBytes, new PlainKeys(), time);
      return ContentStore.open(engine, rules, service.bucket(PREFIX), time);
    }
    ContentSettings settings =
        ContentSettings.in(folder.resolve("content"), new PlainKeys(), time)
            .withInlineBytes(inlineBytes)
            .withFolderFiles(5);
    try {
      return ContentStore.open(engine, settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ObjectStore openObjects() {
    return new ObjectStore(engine, contents, ObjectsSettings.of(time).withPartBytesLeast(1));
  }

  /** Boxes that are the key itself. */
  static final class PlainKeys implements DataKeys {
    @Override
    public byte[] seal(String name, byte[] key) {
      return key.clone();
    }

    @Override
    public byte[] open(String name, byte[] box) {
      return box;
    }
  }

  ObjectStore objects() {
    return objects;
  }

  Engine engine() {
    return engine;
  }

  /** Lets two hours pass for a store that is looked after meanwhile. */
  void passTwoHours() {
    Orphans orphans = contents.orphans();
    for (int i = 0; i < 24; i++) {
      time.advance(Duration.ofMinutes(5));
      while (orphans.step()) {
        // There may be more.
      }
    }
  }

  void restart() {
    close();
    engine = openEngine();
    contents = openContents();
    objects = openObjects();
  }

  @Override
  public void close() {
    contents.close();
    engine.close();
  }

  Bucket bucket(String name) {
    return objects.buckets().create(new NewBucket(name, OWNER, "us-east-1", false, Map.of()));
  }

  ObjectVersion put(Bucket bucket, String key, byte[] octets) {
    return put(Target.of(bucket, key), octets);
  }

  ObjectVersion put(Target target, byte[] octets) {
    try (Received received = receive(octets, Sealing.NONE)) {
      return objects.writes().put(target, Draft.of(OWNER, Traits.PLAIN, md5(octets)), received);
    }
  }

  Received receive(byte[] octets, Sealing sealing) {
    try (Incoming incoming = contents.receive(sealing)) {
      int half = octets.length / 2;
      incoming.write(octets, 0, half);
      incoming.write(octets, half, octets.length - half);
      return incoming.finish();
    }
  }

  byte @Nullable [] read(Bucket bucket, String key, @Nullable VersionId id) {
    try (Lookup lookup = objects.reads().open(bucket, key, id)) {
      return lookup instanceof Lookup.Open open
          ? octets(open.content(), 0, open.version().body().size(), Sealing.NONE)
          : null;
    }
  }

  static byte[] octets(OpenContent content, long offset, long length, Sealing sealing) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    ByteBuffer buffer = ByteBuffer.allocate(1_000);
    try (Extents extents = content.range(offset, length, sealing)) {
      for (Extent next = extents.next(); next != null; next = extents.next()) {
        try (Extent extent = next) {
          Copies.read(
              extent,
              buffer,
              octets -> {
                byte[] part = new byte[octets.remaining()];
                octets.get(part);
                all.writeBytes(part);
              });
        }
      }
    }
    return all.toByteArray();
  }

  static String md5(byte[] octets) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(octets));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The files, or objects of the service, that are contents now. */
  List<Path> files() {
    if (service != null) {
      return service.contents(PREFIX).stream().map(Path::of).toList();
    }
    try (Stream<Path> all = Files.walk(folder.resolve("content"))) {
      return all.filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().length() == 32)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
