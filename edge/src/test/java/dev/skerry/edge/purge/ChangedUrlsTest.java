package dev.skerry.edge.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** URLs that requests change: purged at once, on event loops, and written down by others. */
class ChangedUrlsTest {
  @TempDir Path folder;

  private PurgeTable open() throws IOException {
    return PurgeTable.durable(PurgeLimits.DEFAULT, InstantSource.system(), file());
  }

  private Path file() {
    return folder.resolve("purges");
  }

  private static PurgeState restored(PurgeTable table, String url) {
    Ticket old = Objects.requireNonNull(table.adopt(0, PurgeState.NONE));
    PurgeState state = table.check(StoredExample.of(old, url));
    old.release();
    return state;
  }

  @Test
  void a_changed_url_is_purged_at_once_and_the_file_is_left_alone_until_somebody_syncs()
      throws IOException {
    try (PurgeTable table = open()) {
      Ticket ticket = table.begin();
      long before = Files.size(file());
      assertThat(table.invalidate("shop", "example.com/a")).isTrue();
      table.follow(
          new Purge(1, 5, null, List.of(new Selector.Tag("t")), false), new Position("a", 1, 5));
      assertThat(table.check(StoredExample.of(ticket, "example.com/a"))).isEqualTo(PurgeState.HARD);
      assertThat(Files.size(file())).isEqualTo(before);
      table.sync();
      assertThat(Files.size(file())).isGreaterThan(before);
      ticket.release();
    }
  }

  @Test
  void
      one_caller_is_told_to_sync_for_all_that_changes_until_then_and_one_entry_is_written_for_each_url()
          throws IOException {
    try (PurgeTable table = open()) {
      table.invalidate("shop", "example.com/a");
      long before = Files.size(file());
      table.sync();
      long each = Files.size(file()) - before;
      assertThat(table.invalidate("shop", "example.com/a")).isTrue();
      for (int i = 0; i < 1_000; i++) {
        assertThat(table.invalidate("shop", "example.com/" + (char) ('a' + i % 2))).isFalse();
      }
      table.sync();
      assertThat(Files.size(file())).isEqualTo(before + 3 * each);
      assertThat(table.invalidate("shop", "example.com/a")).isTrue();
    }
  }

  @Test
  void what_was_not_synced_is_written_when_the_table_is_closed() throws IOException {
    try (PurgeTable table = open()) {
      table.invalidate("shop", "example.com/a");
    }
    try (PurgeTable table = open()) {
      assertThat(restored(table, "example.com/a")).isEqualTo(PurgeState.HARD);
      assertThat(restored(table, "example.com/b")).isEqualTo(PurgeState.NONE);
    }
  }

  @Test
  void more_than_may_wait_is_written_all_the_same() throws IOException {
    String path = "/" + "x".repeat(8_000);
    int count = UnwrittenPurges.MAX_BYTES / path.length() + 100;
    try (PurgeTable table = open()) {
      for (int i = 0; i < count; i++) {
        table.invalidate("shop", "example.com" + path + i);
      }
      table.sync();
      table.invalidate("shop", "example.com/last");
    }
    try (PurgeTable table = open()) {
      assertThat(table.latest()).isEqualTo(count + 1);
      for (int i = 0; i < count; i += 97) {
        assertThat(restored(table, "example.com" + path + i)).isEqualTo(PurgeState.HARD);
      }
      assertThat(restored(table, "example.com/last")).isEqualTo(PurgeState.HARD);
    }
  }

  @Test
  void a_file_that_could_not_be_written_is_made_good_for_by_the_next_sync() throws IOException {
    try (PurgeTable table = open()) {
      Files.createDirectory(folder.resolve("purges.new"));
      // A rewrite is due, which cannot be.
      String path = "example.com/" + "x".repeat(8_000);
      for (int i = 0; i < UnwrittenPurges.MAX_BYTES / 8_000 + 10; i++) {
        table.invalidate("shop", path + i);
      }
      assertThat(catchException(table::sync)).isInstanceOf(IOException.class);
      Files.delete(folder.resolve("purges.new"));
      table.sync();
    }
    try (PurgeTable table = open()) {
      assertThat(restored(table, "example.com/" + "x".repeat(8_000) + 3))
          .isEqualTo(PurgeState.HARD);
    }
  }
}
