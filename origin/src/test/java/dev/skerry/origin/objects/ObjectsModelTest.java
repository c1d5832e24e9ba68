package dev.skerry.origin.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.objects.ListQuestion.Position;
import dev.skerry.origin.objects.content.Received;
import dev.skerry.origin.objects.content.Removal;
import dev.skerry.origin.objects.content.Sealing;
import dev.skerry.origin.objects.s3.ServedStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same random calls on the store and on a naive twin find the same. */
class ObjectsModelTest {
  private static final long SEED = Long.getLong("skerry.seed", 20_261_121);
  private static final int STEPS = Integer.getInteger("skerry.steps", 400);
  private static final int INLINE_BYTES = 40;

  /** In UTF-8 the last but one comes after the last, in UTF-16 before. */
  private static final List<String> KEYS =
      List.of("a", "a/", "a/b", "a/b/c", "a//", "ab", "b", "b/b", "é/ü", "\uD83D\uDE00", "\uFFFD");

  private final Twin twin = new Twin();
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void storeAndTwinAgree(int run) {
    try (StoreUnderTest store = new StoreUnderTest(folder, INLINE_BYTES)) {
      agree(store, run, STEPS);
    }
  }

  /** Fewer steps, as each makes requests of another service. */
  @Test
  void aStoreWhoseContentsAreInABucketAndTheTwinAgree() throws IOException {
    try (ServedStore service = new ServedStore(folder.resolve("service"));
        StoreUnderTest store = new StoreUnderTest(folder, INLINE_BYTES, service)) {
      agree(store, 4, STEPS / 4);
    }
  }

  private void agree(StoreUnderTest store, int run, int count) {
    SplittableRandom random = new SplittableRandom(SEED + run);
    Bucket bucket = store.bucket("bucket");
    for (int step = 0; step < count; step++) {
      String why = "seed %d, run %d, step %d".formatted(SEED, run, step);
      bucket = step(store, bucket, random);
      compare(store, bucket, random, why);
    }
    clear(store, bucket);
    Removal removal = store.objects().contents().removal();
    // Composed contents doom their slices, which the next steps remove; each after its time.
    for (int i = 0; i < 9; i++) {
      store.passTwoHours();
      assertThat(steps(() -> removal.step())).isPositive();
    }
    assertThat(store.files()).as("what nothing refers to, seed " + SEED).isEmpty();
    store.objects().buckets().delete(bucket);
  }

  private Bucket step(StoreUnderTest store, Bucket bucket, SplittableRandom random) {
    String key = KEYS.get(random.nextInt(KEYS.size()));
    store.time.advance(Duration.ofMillis(random.nextInt(3)));
    switch (random.nextInt(20)) {
      case 0, 1, 2, 3, 4, 5 -> put(store, bucket, key, random);
      case 6, 7, 8 -> delete(store, bucket, key);
      case 9, 10, 11, 12 -> deleteVersion(store, bucket, key, random);
      case 13, 14 -> copy(store, bucket, key, KEYS.get(random.nextInt(KEYS.size())));
      case 15, 16 -> upload(store, bucket, key, random);
      case 17 -> {
        if (random.nextInt(6) == 0) {
          store.restart();
        }
        boolean _ = store.objects().contents().removal().step();
      }
      case 18 -> abort(store, bucket, key, random);
      default -> {
        if (random.nextInt(4) == 0) {
          twin.versioning = random.nextInt(3) == 0 ? Versioning.SUSPENDED : Versioning.ENABLED;
          return store.objects().buckets().setVersioning(bucket, twin.versioning);
        }
      }
    }
    return bucket;
  }

  private static byte[] octets(SplittableRandom random) {
    byte[] octets = new byte[random.nextInt(2 * INLINE_BYTES)];
    random.nextBytes(octets);
    return octets;
  }

  private void put(StoreUnderTest store, Bucket bucket, String key, SplittableRandom random) {
    byte[] octets = octets(random);
    ObjectVersion version = store.put(bucket, key, octets);
    twin.add(key, new Twin.One(version.id().text(), octets));
  }

  private void delete(StoreUnderTest store, Bucket bucket, String key) {
    Deleted.Done done =
        store.objects().deletes().delete(bucket, Deletion.of(key), StoreUnderTest.OWNER);
    if (done.marker() != null) {
      twin.add(key, new Twin.One(done.marker().id().text(), null));
    } else {
      assertThat(twin.versioning).isEqualTo(Versioning.NEVER);
      twin.removeKey(key);
    }
  }

  private void deleteVersion(
      StoreUnderTest store, Bucket bucket, String key, SplittableRandom random) {
    List<Twin.One> versions = twin.keys.get(key);
    if (versions != null) {
      String id = versions.get(random.nextInt(versions.size())).id();
      VersionId parsed = VersionId.parse(id);
      assertThat(parsed).isNotNull();
      List<Deleted> all =
          store
              .objects()
              .deletes()
              .deleteAll(
                  bucket,
                  List.of(new Deletion(key, parsed, DeleteCondition.NONE, false)),
                  StoreUnderTest.OWNER);
      assertThat(all).singleElement().isInstanceOf(Deleted.Done.class);
      twin.remove(key, id);
    }
  }

  private void copy(StoreUnderTest store, Bucket bucket, String from, String to) {
    try (Lookup lookup = store.objects().reads().open(bucket, from, null)) {
      if (lookup instanceof Lookup.Open open) {
        Draft draft = Draft.of(StoreUnderTest.OWNER, Traits.PLAIN, open.version().body().etag());
        ObjectVersion copy =
            store
                .objects()
                .copies()
                .copy(Target.of(bucket, to), draft, open, Sealing.NONE, Sealing.NONE);
        Twin.One source = Objects.requireNonNull(twin.current(from));
        twin.add(to, new Twin.One(copy.id().text(), source.octets()));
      }
    }
  }

  private UploadId begin(StoreUnderTest store, Bucket bucket, String key) {
    return store
        .objects()
        .uploads()
        .create(
            bucket,
            new NewUpload(
                key,
                StoreUnderTest.OWNER,
                StoreUnderTest.OWNER,
                Traits.PLAIN,
                Encryption.NONE,
                null))
        .id();
  }

  private void upload(StoreUnderTest store, Bucket bucket, String key, SplittableRandom random) {
    Uploads uploads = store.objects().uploads();
    UploadId id = begin(store, bucket, key);
    List<Completion.Named> named = new ArrayList<>();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int number = 1; number <= 1 + random.nextInt(4); number++) {
      byte[] octets = part(store, bucket, key, id, number, random);
      octets = octets == null ? part(store, bucket, key, id, number, random) : octets;
      if (octets != null && octets.length > 0 && random.nextInt(5) > 0) {
        named.add(new Completion.Named(number, StoreUnderTest.md5(octets), null));
        all.writeBytes(octets);
      }
    }
    if (named.isEmpty()) {
      uploads.abort(bucket, key, id);
    } else {
      Uploads.Completed completed = uploads.complete(bucket, key, id, Completion.of(named));
      assertThat(uploads.complete(bucket, key, id, Completion.of(named))).isEqualTo(completed);
      twin.add(key, new Twin.One(completed.version().text(), all.toByteArray()));
    }
  }

  /** A part of fresh octets, or a slice of what a key has; null when there is none. */
  private byte @Nullable [] part(
      StoreUnderTest store,
      Bucket bucket,
      String key,
      UploadId id,
      int number,
      SplittableRandom random) {
    Uploads uploads = store.objects().uploads();
    if (random.nextBoolean()) {
      byte[] octets = octets(random);
      try (Received received = store.receive(octets, Sealing.NONE)) {
        uploads.putPart(
            bucket, key, id, new NewPart(number, StoreUnderTest.md5(octets), null), received);
      }
      return octets;
    }
    try (Lookup lookup =
        store.objects().reads().open(bucket, KEYS.get(random.nextInt(KEYS.size())), null)) {
      if (!(lookup instanceof Lookup.Open open) || !copies(store, open)) {
        return null;
      }
      int size = (int) open.content().length();
      int from = random.nextInt(size + 1);
      int length = random.nextInt(size - from + 1);
      byte[] octets = StoreUnderTest.octets(open.content(), from, length, Sealing.NONE);
      uploads.copyPart(
          bucket,
          key,
          id,
          new NewPart(number, StoreUnderTest.md5(octets), null),
          open.content(),
          from,
          length);
      return octets;
    }
  }

  private static boolean copies(StoreUnderTest store, Lookup.Open open) {
    return store.objects().contents().composes(store.objects().contents().depth(open.content()));
  }

  private void abort(StoreUnderTest store, Bucket bucket, String key, SplittableRandom random) {
    UploadId id = begin(store, bucket, key);
    byte[] _ = part(store, bucket, key, id, 1, random);
    assertThat(store.objects().listing().uploads(bucket, ListQuestion.first(10)).items())
        .extracting(Upload::key)
        .containsExactly(key);
    store.objects().uploads().abort(bucket, key, id);
  }

  private void compare(StoreUnderTest store, Bucket bucket, SplittableRandom random, String why) {
    twin.keys.forEach(
        (key, versions) -> {
          assertThat(store.read(bucket, key, null)).as(why).isEqualTo(versions.getFirst().octets());
          for (Twin.One one : versions) {
            assertThat(store.read(bucket, key, VersionId.parse(one.id())))
                .as(why + ", " + key + " " + one.id())
                .isEqualTo(one.octets());
          }
        });
    Listing listing = store.objects().listing();
    String prefix = List.of("", "a", "a/", "b/", "é", "z").get(random.nextInt(6));
    String delimiter = List.of("", "/", "b", "//").get(random.nextInt(4));
    ListQuestion question = new ListQuestion(prefix, delimiter, null, 1 + random.nextInt(5));
    assertThat(pages(question, page -> listing.keys(bucket, page), ObjectVersion::key))
        .as(why + ", " + question)
        .isEqualTo(twin.current(prefix, delimiter));
    assertThat(
            pages(
                question,
                page -> listing.versions(bucket, page),
                one -> one.version().key() + " " + one.version().id()))
        .as(why + ", versions, " + question)
        .isEqualTo(twin.versions(prefix, delimiter));
  }

  private static <T> Twin.Listed pages(
      ListQuestion question,
      Function<ListQuestion, ListPage<T>> listing,
      Function<T, String> naming) {
    List<String> items = new ArrayList<>();
    List<String> prefixes = new ArrayList<>();
    Position next = null;
    do {
      ListPage<T> page = listing.apply(question.after(next));
      page.items().forEach(item -> items.add(naming.apply(item)));
      prefixes.addAll(page.prefixes());
      assertThat(page.items().size() + page.prefixes().size())
          .isLessThanOrEqualTo(question.limit());
      next = page.next();
    } while (next != null);
    return new Twin.Listed(items, prefixes);
  }

  private void clear(StoreUnderTest store, Bucket bucket) {
    Listing listing = store.objects().listing();
    List<ListedVersion> all = listing.versions(bucket, ListQuestion.first(1_000)).items();
    List<Deletion> deletions =
        all.stream().map(one -> Deletion.of(one.version().key(), one.version().id())).toList();
    store.objects().deletes().deleteAll(bucket, deletions, StoreUnderTest.OWNER);
    assertThat(listing.versions(bucket, ListQuestion.first(1)).items()).isEmpty();
  }

  /** Takes steps as long as there may be more; how many. */
  private static int steps(BooleanSupplier step) {
    int steps = 1;
    while (step.getAsBoolean()) {
      steps++;
    }
    return steps;
  }
}
