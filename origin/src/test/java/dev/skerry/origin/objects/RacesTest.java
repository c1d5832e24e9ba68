package dev.skerry.origin.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.objects.content.Sealing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many callers at once find what one after the other would have found. */
class RacesTest {
  private static final int WRITERS = 32;
  private static final int LARGE = 200_000;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Versioning.class)
  void ofManyWhoCreateAKeyExactlyOneDoes(Versioning versioning) throws Exception {
    try (StoreUnderTest store = new StoreUnderTest(folder, 100)) {
      Bucket bucket = store.objects().buckets().setVersioning(store.bucket("b"), versioning);
      for (int round = 0; round < 5; round++) {
        String key = "key" + round;
        Target target = Target.of(bucket, key).when(WriteCondition.ABSENT);
        List<Boolean> won =
            race(
                writer -> {
                  try {
                    store.put(target, octets(writer, writer % 2 == 0 ? 10 : 1_000));
                    return true;
                  } catch (ObjectsException e) {
                    assertThat(e.error()).isEqualTo(ObjectsError.PRECONDITION_FAILED);
                    return false;
                  }
                });
        assertThat(won).containsOnlyOnce(true);
        byte[] there = Objects.requireNonNull(store.read(bucket, key, null));
        assertThat(won.get(there[0])).isTrue();
        assertThat(
                store
                    .objects()
                    .listing()
                    .versions(bucket, ListQuestion.first(9).under(key))
                    .items())
            .hasSize(1);
      }
      long large = store.files().size();
      assertThat(large).as("files of those who lost").isLessThanOrEqualTo(5);
    }
  }

  @Test
  void aReaderFindsOneWritersOctetsWhole() throws Exception {
    try (StoreUnderTest store = new StoreUnderTest(folder, 100)) {
      Bucket bucket = store.bucket("b");
      store.put(bucket, "key", octets(0, LARGE));
      race(
          number -> {
            for (int i = 0; i < 10; i++) {
              if (number % 4 == 0) {
                store.put(bucket, "key", octets(number, i % 2 == 0 ? LARGE : 50));
              } else if (number == 1) {
                boolean _ = store.objects().contents().removal().step();
              } else {
                byte[] found = Objects.requireNonNull(store.read(bucket, "key", null));
                assertThat(found).isEqualTo(octets(found[0], found.length));
              }
            }
            return true;
          });
    }
  }

  @Test
  void whatIsOpenedStaysReadableAfterItWasDeleted() {
    try (StoreUnderTest store = new StoreUnderTest(folder, 100)) {
      Bucket bucket = store.bucket("b");
      byte[] octets = octets(7, LARGE);
      store.put(bucket, "key", octets);
      try (Lookup lookup = store.objects().reads().open(bucket, "key", null)) {
        assertThat(lookup).isInstanceOf(Lookup.Open.class);
        if (lookup instanceof Lookup.Open open) {
          store.objects().deletes().delete(bucket, Deletion.of("key"), StoreUnderTest.OWNER);
          boolean _ = store.objects().contents().removal().step();
          assertThat(StoreUnderTest.octets(open.content(), 0, LARGE, Sealing.NONE))
              .isEqualTo(octets);
          // Who has it open may even copy it.
          store
              .objects()
              .copies()
              .copy(
                  Target.of(bucket, "copy"),
                  Draft.of(StoreUnderTest.OWNER, Traits.PLAIN, open.version().body().etag()),
                  open,
                  Sealing.NONE,
                  Sealing.NONE);
        }
      }
      boolean _ = store.objects().contents().removal().step();
      assertThat(store.read(bucket, "key", null)).isNull();
      assertThat(store.read(bucket, "copy", null)).isEqualTo(octets);
      store.objects().deletes().delete(bucket, Deletion.of("copy"), StoreUnderTest.OWNER);
      boolean _ = store.objects().contents().removal().step();
      assertThat(store.files()).isEmpty();
    }
  }

  private static byte[] octets(int writer, int length) {
    byte[] octets = new byte[length];
    Arrays.fill(octets, (byte) writer);
    return octets;
  }

  private interface Racing {
    boolean run(int number);
  }

  private static List<Boolean> race(Racing racing) throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> tasks = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        int number = i;
        tasks.add(() -> racing.run(number));
      }
      List<Boolean> results = new ArrayList<>();
      for (Future<Boolean> each : threads.invokeAll(tasks)) {
        results.add(each.get());
      }
      return results;
    }
  }
}
