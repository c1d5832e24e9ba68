package dev.skerry.origin.objects.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.origin.access.Access;
import dev.skerry.origin.access.account.Accounts;
import dev.skerry.origin.access.account.KeyHolder;
import dev.skerry.origin.access.account.MasterKey;
import dev.skerry.origin.access.account.NewAccount;
import dev.skerry.origin.engine.rocksdb.Memory;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import dev.skerry.origin.objects.ObjectStore;
import dev.skerry.origin.objects.ObjectsSettings;
import dev.skerry.origin.objects.content.ContentSettings;
import dev.skerry.origin.objects.content.ContentStore;
import dev.skerry.origin.objects.content.DataKeys;
import dev.skerry.origin.objects.content.Extent;
import dev.skerry.origin.objects.content.Extents;
import dev.skerry.origin.objects.row.Octets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** S3 on a store in a folder, with two accounts, called without a server in between. */
final class S3UnderTest implements AutoCloseable {
  private static final String HOST = "localhost:9000";

  final KeyHolder owner;
  final KeyHolder other;
  private final RocksEngine engine;
  private final ContentStore contents;
  private final S3 s3;
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  S3UnderTest(Path folder) throws IOException {
    InstantSource clock = () -> Instant.now().plus(ahead.get());
    engine = RocksEngine.open(RocksSettings.in(folder.resolve("db")).with(Memory.SMALL));
    contents =
        ContentStore.open(
            engine, ContentSettings.in(folder.resolve("content"), new NoKeys(), clock));
    MasterKey master = MasterKey.open(folder.resolve("master-key"));
    Accounts accounts = new Accounts(engine, master, clock, System::nanoTime);
    owner = accounts.create(new NewAccount("owner", "owner@example.org"));
    other = accounts.create(new NewAccount("other", "other@example.org"));
    ObjectStore store =
        new ObjectStore(engine, contents, ObjectsSettings.of(clock).withPartBytesLeast(1));
    s3 =
        new S3(
            store,
            new Access(accounts, clock),
            accounts,
            new S3.Settings(
                "us-east-1",
                List.of("localhost"),
                new NamedKeys(List.of("mine"), S3UnderTest::key)),
            clock);
  }

  /** A key of some octets for a name. */
  static Octets key(String name) {
    return Octets.owning(Arrays.copyOf(name.getBytes(UTF_8), 32));
  }

  InHouse inHouse() {
    return s3.inHouse();
  }

  /** Lets the store's clock go ahead, by less than signatures may be off. */
  void advance(Duration by) {
    ahead.set(by);
  }

  /** Nothing here is encrypted. */
  private static final class NoKeys implements DataKeys {
    @Override
    public byte[] seal(String name, byte[] key) {
      return key.clone();
    }

    @Override
    public byte[] open(String name, byte[] box) {
      return box;
    }
  }

  /**
   * What was answered.
   *
   * @param body empty for stored content, which is closed unread
   */
  record Reply(int status, String body, Fields fields) {
    /** What stands first in an element. */
    String element(String name) {
      int from = body.indexOf("<" + name + ">") + name.length() + 2;
      int to = body.indexOf("</" + name + ">");
      return to < 0 ? "" : body.substring(from, to);
    }
  }

  /** Has what was logged be written. */
  void writeLogs() {
    s3.logs().round();
  }

  /** Whether calls to a bucket are logged. */
  boolean isLogged(String bucket) {
    return s3.logs().has(bucket);
  }

  /** What an object of the owner's has, which is ASCII. */
  String content(String path) throws IOException {
    String[] place = path.substring(1).split("/", 2);
    String account = owner.account().id();
    S3Body.Stored stored = inHouse().get(new InHouse.Use(account, place[0], account), place[1]);
    StringBuilder text = new StringBuilder();
    try (Extents extents = stored.extents()) {
      for (Extent next = extents.next(); next != null; next = extents.next()) {
        try (Extent extent = next) {
          text.append(UTF_8.decode(((Extent.OfOctets) extent).octets().duplicate()));
        }
      }
    }
    close(stored.held());
    return text.toString();
  }

  /** The hash of content as clients send it along. */
  static String md5(byte[] content) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Content of a call.
   *
   * @param announced its length as HTTP says; -1 for none
   * @param memory for what is made of it
   */
  @SuppressWarnings("ArrayRecordComponent") // sent once, never compared
  record Sent(byte[] octets, InputStream in, long announced, CallBudget memory) {
    static Sent of(String content) {
      return of(content.getBytes(UTF_8));
    }

    static Sent of(byte[] octets) {
      return new Sent(octets, new ByteArrayInputStream(octets), octets.length, bytes -> true);
    }

    Sent announced(long length) {
      return new Sent(octets, in, length, memory);
    }

    Sent in(CallBudget budget) {
      return new Sent(octets, in, announced, budget);
    }
  }

  /**
   * Calls; a document goes with its hash.
   *
   * @param who whose key signs; null for nobody's
   * @param request method and target: {@code GET /bucket/key?acl}
   * @param fields names and values in turn
   */
  Reply call(@Nullable KeyHolder who, String request, String content, String... fields)
      throws IOException {
    boolean document = !content.isEmpty() && request.contains("?");
    if (!document || List.of(fields).contains("content-md5")) {
      return send(who, request, Sent.of(content), fields);
    }
    List<String> all = new ArrayList<>(List.of(fields));
    all.addAll(List.of("content-md5", md5(content.getBytes(UTF_8))));
    return send(who, request, Sent.of(content), all.toArray(String[]::new));
  }

  /** Answers a call that came some other way. */
  S3Reply answer(S3Call call) throws IOException {
    return s3.answer(call).reply();
  }

  /** Calls with just these fields. */
  Reply send(@Nullable KeyHolder who, String request, Sent content, String... fields)
      throws IOException {
    int space = request.indexOf(' ');
    URI target = URI.create("http://" + HOST + request.substring(space + 1));
    String method = request.substring(0, space);
    SdkHttpRequest.Builder unsigned =
        SdkHttpRequest.builder().method(SdkHttpMethod.fromValue(method)).uri(target);
    for (int i = 0; i < fields.length; i += 2) {
      unsigned.putHeader(fields[i], fields[i + 1]);
    }
    Fields sent = new Fields();
    headers(who, unsigned.build(), content.octets)
        .forEach((name, values) -> add(sent, name, String.join(",", values)));
    if (content.announced >= 0 && !sent.contains("content-length")) {
      sent.add("content-length", Long.toString(content.announced));
    }
    Request head =
        new Request(method, "http", HOST, target.getRawPath(), target.getRawQuery(), sent);
    S3Reply reply =
        s3.answer(new S3Call(head, content.in, content.announced, "192.0.2.1", content.memory))
            .reply();
    return new Reply(reply.status(), text(reply.body()), reply.fields());
  }

  private static void add(Fields sent, String name, String value) {
    if (!name.equalsIgnoreCase("host")) {
      sent.add(name.toLowerCase(Locale.ROOT), value);
    }
  }

  private static Map<String, List<String>> headers(
      @Nullable KeyHolder who, SdkHttpRequest request, byte[] content) {
    if (who == null) {
      return request.headers();
    }
    SignedRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                r ->
                    r.identity(AwsCredentialsIdentity.create(who.key().id(), who.key().secret()))
                        .request(request)
                        .payload(() -> new ByteArrayInputStream(content))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"));
    return signed.request().headers();
  }

  private static String text(S3Body body) {
    return switch (body) {
      case S3Body.Octets(byte[] octets) -> new String(octets, UTF_8);
      case S3Body.Untold _ -> "";
      case S3Body.Stored stored -> {
        stored.extents().close();
        close(stored.held());
        yield "";
      }
    };
  }

  private static void close(AutoCloseable held) {
    try {
      held.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    contents.close();
    engine.close();
  }
}
