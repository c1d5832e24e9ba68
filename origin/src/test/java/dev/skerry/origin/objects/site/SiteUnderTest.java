package dev.skerry.origin.objects.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.origin.engine.contract.Time;
import dev.skerry.origin.engine.rocksdb.Memory;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import dev.skerry.origin.objects.Bucket;
import dev.skerry.origin.objects.BucketSettings;
import dev.skerry.origin.objects.Deletion;
import dev.skerry.origin.objects.Draft;
import dev.skerry.origin.objects.Encryption;
import dev.skerry.origin.objects.Header;
import dev.skerry.origin.objects.NewBucket;
import dev.skerry.origin.objects.ObjectStore;
import dev.skerry.origin.objects.ObjectsSettings;
import dev.skerry.origin.objects.Target;
import dev.skerry.origin.objects.Traits;
import dev.skerry.origin.objects.VersionId;
import dev.skerry.origin.objects.content.ContentSettings;
import dev.skerry.origin.objects.content.ContentStore;
import dev.skerry.origin.objects.content.DataKeys;
import dev.skerry.origin.objects.content.Extent;
import dev.skerry.origin.objects.content.Extents;
import dev.skerry.origin.objects.content.Incoming;
import dev.skerry.origin.objects.content.Received;
import dev.skerry.origin.objects.content.Sealing;
import dev.skerry.origin.objects.row.Octets;
import dev.skerry.origin.objects.s3.NamedKeys;
import dev.skerry.origin.objects.s3.S3Body;
import dev.skerry.origin.objects.s3.S3Reply;
import dev.skerry.origin.objects.s3.Sealings;
import dev.skerry.origin.objects.s3.setting.WebsiteDocument;
import dev.skerry.origin.objects.s3.xml.XmlReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A bucket {@code site} in a folder, and what it answers. */
final class SiteUnderTest implements AutoCloseable {
  /** The octets of the named key that there is. */
  static final Octets KEY = Octets.owning(new byte[32]);

  static final String OWNER = "owner";

  final Time time = new Time();
  private final Path folder;
  private final RocksEngine engine;
  private final ContentStore contents;
  private final ObjectStore store;
  private final BucketSites sites;
  final Bucket bucket;

  SiteUnderTest(Path folder) throws IOException {
    this.folder = folder;
    engine = RocksEngine.open(RocksSettings.in(folder.resolve("db")).with(Memory.SMALL));
    contents =
        ContentStore.open(
            engine,
            ContentSettings.in(folder.resolve("content"), new PlainKeys(), time)
                .withInlineBytes(100));
    store = new ObjectStore(engine, contents, ObjectsSettings.of(time));
    NamedKeys keys = new NamedKeys(List.of("known"), name -> KEY);
    sites = new BucketSites(store, new Sealings(keys, "us-east-1"), time);
    bucket = create("site");
    time.advance(Duration.ofHours(1));
  }

  Bucket create(String name) {
    return store.buckets().create(new NewBucket(name, OWNER, "us-east-1", false, Map.of()));
  }

  /** The buckets that were asked for and not there. */
  List<String> missing() {
    return sites.missing();
  }

  /** Boxes that are the key itself. */
  private static final class PlainKeys implements DataKeys {
    @Override
    public byte[] seal(String name, byte[] key) {
      return key.clone();
    }

    @Override
    public byte[] open(String name, byte[] box) {
      return box;
    }
  }

  /** An answer as an edge receives it; {@code told} is its length where there is no content. */
  record Answer(int status, String content, long told, Fields fields) {
    @Nullable String field(String name) {
      return fields.first(name);
    }

    /** The tags in the order of the alphabet. */
    String tags() {
      String tags = fields.first("surrogate-key");
      return tags == null ? "" : String.join(" ", new TreeSet<>(Arrays.asList(tags.split(" "))));
    }
  }

  ObjectStore store() {
    return store;
  }

  /** Writes objects whose content is their key. */
  void put(String... keys) {
    for (String key : keys) {
      put(key, key, Traits.PLAIN);
    }
  }

  void put(String key, String content, Traits traits) {
    put(key, content, traits, Sealing.NONE, Encryption.NONE);
  }

  void put(String key, String content, Traits traits, Sealing sealing, Encryption encryption) {
    byte[] octets = content.getBytes(UTF_8);
    try (Incoming incoming = contents.receive(sealing)) {
      incoming.write(octets, 0, octets.length);
      try (Received received = incoming.finish()) {
        Draft draft = new Draft(OWNER, traits, md5(octets), null, encryption);
        var _ = store.writes().put(Target.of(bucket, key), draft, received);
      }
    }
  }

  void restore(String key, Duration time) {
    var _ = store.writes().restore(bucket, key, VersionId.NULL, this.time.instant().plus(time));
  }

  void delete(String key) {
    var _ = store.deletes().delete(bucket, Deletion.of(key), OWNER);
    boolean _ = contents.removal().step();
  }

  static Traits with(String... namesAndValues) {
    List<Header> headers =
        Stream.iterate(0, i -> i < namesAndValues.length, i -> i + 2)
            .map(i -> new Header(namesAndValues[i], namesAndValues[i + 1]))
            .toList();
    return Traits.PLAIN.withHeaders(headers);
  }

  static Traits redirecting(String to) {
    Traits plain = Traits.PLAIN;
    return new Traits(
        plain.headers(), plain.storageClass(), plain.acl(), plain.tags(), plain.lock(), to);
  }

  /** Configures the website by what is in the document's root. */
  void configure(String elements) {
    String document = "<WebsiteConfiguration>" + elements + "</WebsiteConfiguration>";
    byte[] kept = WebsiteDocument.of(XmlReader.read(document.getBytes(UTF_8))).document();
    var _ = store.settings().set(bucket, BucketSettings.WEBSITE, Octets.owning(kept));
  }

  Answer get(String path, String... fields) {
    return ask("GET", "site", path, fields);
  }

  Answer ask(String method, String name, String path, String... fields) {
    Request head =
        new Request(method, "https", name + ".bucket", path, "any=query", Fields.of(fields));
    S3Reply reply = sites.answer(head, name);
    return switch (reply.body()) {
      case S3Body.Octets(byte[] octets) -> answer(reply, new String(octets, UTF_8), octets.length);
      case S3Body.Untold(long length) -> answer(reply, "", length);
      case S3Body.Stored stored -> answer(reply, content(stored), stored.length());
    };
  }

  private static Answer answer(S3Reply reply, String content, long told) {
    return new Answer(reply.status(), content, told, reply.fields());
  }

  private static String content(S3Body.Stored stored) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (AutoCloseable held = stored.held();
        Extents extents = stored.extents()) {
      for (Extent next = extents.next(); next != null; next = extents.next()) {
        try (Extent extent = next) {
          all.writeBytes(octets(extent));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return all.toString(UTF_8);
  }

  private static byte[] octets(Extent extent) throws IOException {
    byte[] octets = new byte[(int) extent.length()];
    switch (extent) {
      case Extent.OfOctets of -> of.octets().duplicate().get(octets);
      case Extent.OfFile of -> {
        ByteBuffer into = ByteBuffer.wrap(octets);
        while (into.hasRemaining()) {
          int n = of.channel().read(into, of.position() + into.position());
          if (n < 0) {
            throw new IOException("the file ends after " + into.position() + " bytes");
          }
        }
      }
    }
    return octets;
  }

  /** How many contents there are in files of their own. */
  long files() {
    try (Stream<Path> all = Files.walk(folder.resolve("content"))) {
      return all.filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().length() == 32)
          .count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String md5(byte[] octets) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(octets));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Closes what the engine needs to answer. */
  void stop() {
    engine.close();
  }

  @Override
  public void close() {
    contents.close();
    engine.close();
  }
}
