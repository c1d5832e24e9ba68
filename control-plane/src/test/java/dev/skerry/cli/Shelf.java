package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A bucket in which writers put and delete objects and complete uploads in parts, each under keys
 * of its own; and of each key what was answered last, and what was asked since.
 */
final class Shelf implements AutoCloseable {
  private static final String BUCKET = "shelf";
  private static final int KEYS = 5;
  private static final int PART_BYTES_LEAST = 5 << 20;

  /** Beside its row, in a file, and in a file of several pieces. */
  private static final int[] BYTES_MOST = {4 << 10, 60 << 10, 400 << 10};

  private final S3Client client;
  private final Map<String, Told> told = new ConcurrentHashMap<>();
  private final AtomicInteger answers = new AtomicInteger();

  /**
   * What may be under a key, by its number; 0 for nothing.
   *
   * @param answered last
   * @param asked since; the same where nothing was
   */
  private record Told(int answered, int asked) {
    static final Told NOTHING = new Told(0, 0);
  }

  private Shelf(S3Client client) {
    this.client = client;
  }

  /** The bucket at an origin, with the credentials of its data folder; made where it is not. */
  static Shelf at(URI api, Path data) {
    S3Client client = ObjectClients.of(api, data);
    client.createBucket(r -> r.bucket(BUCKET));
    return new Shelf(client);
  }

  /** The same at another address, with all that was told. */
  Shelf moved(URI api, Path data) {
    Shelf there = at(api, data);
    there.told.putAll(told);
    there.answers.set(answers.get());
    return there;
  }

  /** How many writes and deletions were answered. */
  int answers() {
    return answers.get();
  }

  /** Writes or deletes once; returns whether the origin is still there. */
  boolean step(int writer, SplittableRandom random) {
    String key = "w%d/k%d".formatted(writer, random.nextInt(KEYS));
    int kind = random.nextInt(12);
    int number = kind < 3 ? 0 : 1 + random.nextInt(1_000_000);
    int before = told.getOrDefault(key, Told.NOTHING).answered;
    told.put(key, new Told(before, number));
    try {
      if (number == 0) {
        client.deleteObject(r -> r.bucket(BUCKET).key(key));
      } else if (kind == 3) {
        upload(key, number);
      } else {
        client.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromBytes(octets(number)));
      }
    } catch (SdkClientException e) {
      return false;
    }
    told.put(key, new Told(number, number));
    answers.incrementAndGet();
    return true;
  }

  /** Two parts, of which the first is as short as it may be. */
  private void upload(String key, int number) {
    String id = client.createMultipartUpload(r -> r.bucket(BUCKET).key(key)).uploadId();
    byte[] second = octets(number);
    List<CompletedPart> parts =
        List.of(part(key, id, 1, firstPart(number)), part(key, id, 2, second));
    client.completeMultipartUpload(
        r -> r.bucket(BUCKET).key(key).uploadId(id).multipartUpload(u -> u.parts(parts)));
  }

  private CompletedPart part(String key, String id, int part, byte[] octets) {
    String etag =
        client
            .uploadPart(
                r -> r.bucket(BUCKET).key(key).uploadId(id).partNumber(part),
                RequestBody.fromBytes(octets))
            .eTag();
    return CompletedPart.builder().partNumber(part).eTag(etag).build();
  }

  private static byte[] octets(int number) {
    SplittableRandom random = new SplittableRandom(number);
    int most = BYTES_MOST[random.nextInt(BYTES_MOST.length)];
    return octets(number, Integer.BYTES + random.nextInt(most), random);
  }

  private static byte[] firstPart(int number) {
    return octets(number, PART_BYTES_LEAST, new SplittableRandom(number));
  }

  private static byte[] octets(int number, int length, SplittableRandom random) {
    byte[] octets = new byte[length];
    random.nextBytes(octets);
    return ByteBuffer.wrap(octets).putInt(number).array();
  }

  /** Looks at every key, and at what else there is. */
  void check(String which) {
    Set<String> there = new TreeSet<>();
    told.forEach(
        (key, may) -> {
          byte @Nullable [] found = read(key);
          int number = found == null ? 0 : ByteBuffer.wrap(found).getInt();
          assertThat(number).as("%s, %s", key, which).isIn(may.answered, may.asked);
          if (found != null) {
            there.add(key);
            byte[] whole = octets(number);
            boolean inParts = found.length > PART_BYTES_LEAST;
            assertThat(found)
                .as("%s, %s", key, which)
                .isEqualTo(inParts ? joined(firstPart(number), whole) : whole);
          }
        });
    assertThat(objects()).as("keys, %s", which).isEqualTo(List.copyOf(there));
  }

  private static byte[] joined(byte[] one, byte[] other) {
    return ByteBuffer.allocate(one.length + other.length).put(one).put(other).array();
  }

  private byte @Nullable [] read(String key) {
    try {
      return client.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asByteArrayUnsafe();
    } catch (NoSuchKeyException e) {
      return null;
    }
  }

  private List<String> objects() {
    return client.listObjectsV2(r -> r.bucket(BUCKET)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  /** Deletes everything, and ends the uploads that were not completed. */
  void clear() {
    List<String> keys = new ArrayList<>(objects());
    keys.forEach(key -> client.deleteObject(r -> r.bucket(BUCKET).key(key)));
    for (MultipartUpload left : client.listMultipartUploads(r -> r.bucket(BUCKET)).uploads()) {
      client.abortMultipartUpload(r -> r.bucket(BUCKET).key(left.key()).uploadId(left.uploadId()));
    }
    told.clear();
  }

  @Override
  public void close() {
    client.close();
  }
}
