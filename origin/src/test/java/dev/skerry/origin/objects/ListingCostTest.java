package dev.skerry.origin.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Rows;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Snapshot;
import dev.skerry.origin.objects.content.ContentId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a page of a listing reads, counted in rows. */
class ListingCostTest {
  private static final int GROUPS = 20;
  private static final int KEYS = 2_000;

  @TempDir private Path folder;

  /** Counts the rows that scans give. */
  private static final class Counting implements Reads {
    private final Reads reads;
    int rows;

    Counting(Reads reads) {
      this.reads = reads;
    }

    @Override
    public byte @Nullable [] get(Key key) {
      return reads.get(key);
    }

    @Override
    public List<byte @Nullable []> getAll(List<Key> keys) {
      return reads.getAll(keys);
    }

    @Override
    public Rows scan(Scan scan) {
      Rows found = reads.scan(scan);
      rows += found.rows().size();
      return found;
    }
  }

  private static void fill(StoreUnderTest store, Bucket bucket, int group, boolean markers) {
    store
        .engine()
        .write(
            transaction -> {
              for (int i = 0; i < KEYS; i++) {
                String key = "%03d/%05d".formatted(group, i);
                Version version =
                    markers
                        ? new DeleteMarker(key, VersionId.NULL, 1, Instant.EPOCH, "me")
                        : new ObjectVersion(
                            key,
                            VersionId.NULL,
                            1,
                            Instant.EPOCH,
                            "me",
                            new Body(new ContentId(1, 1), 0, "etag", null, 0, Encryption.NONE),
                            Traits.PLAIN);
                transaction.put(
                    RowKeys.current(bucket.number(), ObjectKeys.octets(key)),
                    VersionCodec.encode(version));
              }
            });
  }

  private static ListPage<ObjectVersion> page(
      Counting reads, Bucket bucket, ListQuestion question) {
    return new Walk<>(question, new CurrentKeys(reads, bucket, question)).page();
  }

  @Test
  void whatIsRolledUpIsNotRead() {
    try (StoreUnderTest store = new StoreUnderTest(folder, 100)) {
      Bucket bucket = store.bucket("b");
      for (int group = 0; group < GROUPS; group++) {
        fill(store, bucket, group, false);
      }
      try (Snapshot snapshot = store.engine().snapshot()) {
        Counting reads = new Counting(snapshot);
        ListPage<ObjectVersion> page = page(reads, bucket, ListQuestion.first(1_000).rolledUp("/"));
        assertThat(page.prefixes()).hasSize(GROUPS);
        assertThat(page.next()).isNull();
        assertThat(reads.rows).isLessThan(KEYS);
        Counting flat = new Counting(snapshot);
        ListPage<ObjectVersion> first = page(flat, bucket, ListQuestion.first(100));
        assertThat(first.items()).hasSize(100);
        assertThat(flat.rows).isLessThan(200);
      }
    }
  }

  @Test
  void pagesAcrossManyDeleteMarkersEndEarlyAndLoseNothing() {
    try (StoreUnderTest store = new StoreUnderTest(folder, 100)) {
      Bucket bucket = store.bucket("b");
      for (int group = 0; group < GROUPS; group++) {
        fill(store, bucket, group, group < GROUPS - 1);
      }
      for (String delimiter : List.of("", "/")) {
        List<String> found = new ArrayList<>();
        ListQuestion question = ListQuestion.first(1_000).rolledUp(delimiter);
        ListQuestion.@Nullable Position next = null;
        try (Snapshot snapshot = store.engine().snapshot()) {
          do {
            Counting reads = new Counting(snapshot);
            ListPage<ObjectVersion> page = page(reads, bucket, question.after(next));
            page.items().forEach(item -> found.add(item.key()));
            found.addAll(page.prefixes());
            next = page.next();
            assertThat(reads.rows).isLessThan(25_000);
          } while (next != null);
        }
        assertThat(found).hasSize(delimiter.isEmpty() ? KEYS : 1).doesNotHaveDuplicates();
      }
    }
  }
}
