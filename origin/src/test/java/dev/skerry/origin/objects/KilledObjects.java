package dev.skerry.origin.objects;

import dev.skerry.origin.objects.content.Received;
import dev.skerry.origin.objects.content.Sealing;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * A process that writes and deletes objects until it is killed, and prints "key try number" before
 * it does and "key number" when it is acknowledged; the number of no object is 0.
 */
final class KilledObjects {
  static final String BUCKET = "bucket";
  static final int INLINE_BYTES = 1_000;
  private static final int WRITERS = 4;
  private static final int KEYS = 5;
  private static final int BYTES_MOST = 4 * INLINE_BYTES;

  private KilledObjects() {}

  public static void main(String... args) {
    StoreUnderTest store = new StoreUnderTest(Path.of(args[0]), INLINE_BYTES);
    Bucket found = store.objects().buckets().find(BUCKET);
    Bucket bucket = found == null ? store.bucket(BUCKET) : found;
    upkeep(store).start();
    long seed = Long.parseLong(args[1]);
    for (int i = 0; i < WRITERS; i++) {
      int writer = i;
      Thread.ofPlatform()
          .start(() -> write(store, bucket, writer, new SplittableRandom(seed + writer)));
    }
  }

  static Upkeep upkeep(StoreUnderTest store) {
    return new Upkeep(
        store.engine(),
        store.objects(),
        ObjectsSettings.of(store.time),
        "lifecycle",
        octets -> List.of(),
        () -> {});
  }

  /** An object's octets: its number, and what follows from that. */
  static byte[] octets(int number) {
    SplittableRandom random = new SplittableRandom(number);
    byte[] octets = new byte[Integer.BYTES + random.nextInt(BYTES_MOST)];
    random.nextBytes(octets);
    ByteBuffer.wrap(octets).putInt(number);
    return octets;
  }

  private static void write(
      StoreUnderTest store, Bucket bucket, int writer, SplittableRandom random) {
    while (!System.out.checkError()) {
      String key = "w" + writer + "k" + random.nextInt(KEYS);
      int number = 1 + random.nextInt(1_000_000);
      int kind = random.nextInt(5);
      System.out.println(key + " try " + (kind == 0 ? 0 : number));
      switch (kind) {
        case 0 -> {
          store.objects().deletes().delete(bucket, Deletion.of(key), StoreUnderTest.OWNER);
          System.out.println(key + " 0");
        }
        case 1 -> {
          upload(store, bucket, key, octets(number));
          System.out.println(key + " " + number);
        }
        default -> {
          store.put(bucket, key, octets(number));
          System.out.println(key + " " + number);
        }
      }
    }
  }

  private static void upload(StoreUnderTest store, Bucket bucket, String key, byte[] octets) {
    Uploads uploads = store.objects().uploads();
    UploadId id =
        uploads
            .create(bucket, new NewUpload(key, "me", "me", Traits.PLAIN, Encryption.NONE, null))
            .id();
    List<Completion.Named> named = new ArrayList<>();
    int half = octets.length / 2;
    for (int number = 1; number <= 2; number++) {
      byte[] part =
          number == 1
              ? java.util.Arrays.copyOf(octets, half)
              : java.util.Arrays.copyOfRange(octets, half, octets.length);
      String etag = StoreUnderTest.md5(part);
      try (Received received = store.receive(part, Sealing.NONE)) {
        Part kept = uploads.putPart(bucket, key, id, new NewPart(number, etag, null), received);
        named.add(new Completion.Named(kept.number(), etag, null));
      }
    }
    Objects.requireNonNull(uploads.complete(bucket, key, id, Completion.of(named)));
  }
}
