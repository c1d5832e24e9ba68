package dev.skerry.edge.purge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Purges that are numbered elsewhere, beside the table's own numbers. */
class FollowedPurgesTest {
  private static final List<Selector> TAG = List.of(new Selector.Tag("t"));
  private static final InstantSource CLOCK = InstantSource.system();

  @TempDir Path folder;

  private PurgeTable open() throws IOException {
    return PurgeTable.durable(PurgeLimits.DEFAULT, CLOCK, folder.resolve("purges"));
  }

  private static Purge purge(long sequence) {
    return new Purge(sequence, 5, null, TAG, false);
  }

  @Test
  void a_followed_purge_with_a_lower_number_than_the_tables_own_is_applied_all_the_same() {
    PurgeTable table = new PurgeTable(PurgeLimits.DEFAULT, CLOCK);
    for (int i = 0; i < 10; i++) {
      table.apply(null, TAG, false);
    }
    Ticket ticket = table.begin();
    table.follow(purge(1), new Position("a", 1, 5));
    assertThat(table.latest()).isEqualTo(11);
    assertThat(ticket.sequence()).isEqualTo(10);
    assertThat(table.position()).isEqualTo(new Position("a", 1, 5));
  }

  @Test
  void the_position_is_there_after_a_restart_with_the_purge() throws IOException {
    try (PurgeTable table = open()) {
      table.follow(purge(7), new Position("a", 7, 5));
      table.apply(null, TAG, false);
      table.follow(purge(9), null);
      table.sync();
    }
    try (PurgeTable table = open()) {
      assertThat(table.position()).isEqualTo(new Position("a", 7, 5));
      assertThat(table.latest()).isEqualTo(3);
      table.follow(purge(8), new Position("b", 8, 6));
      table.sync();
    }
    try (PurgeTable table = open()) {
      assertThat(table.position()).isEqualTo(new Position("b", 8, 6));
    }
  }

  @Test
  void a_position_never_outlives_the_purge_that_it_counts() throws IOException {
    Path file = folder.resolve("purges");
    try (PurgeTable table = open()) {
      table.follow(purge(1), new Position("a", 1, 5));
      table.sync();
      table.follow(purge(2), new Position("a", 2, 5));
      table.sync();
    }
    byte[] whole = Files.readAllBytes(file);
    for (int length = whole.length; length > 8; length--) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      try (PurgeTable table = open()) {
        Position position = table.position();
        if (position != null) {
          assertThat(table.latest())
              .as("%s bytes", length)
              .isGreaterThanOrEqualTo(position.sequence());
        }
      }
    }
  }

  @Test
  void a_damaged_file_tells_no_position() throws IOException {
    try (PurgeTable table = open()) {
      table.follow(purge(1), new Position("a", 1, 5));
      table.sync();
    }
    Path file = folder.resolve("purges");
    byte[] content = Files.readAllBytes(file);
    content[20] ^= 1;
    Files.write(file, content, StandardOpenOption.TRUNCATE_EXISTING);
    try (PurgeTable table = open()) {
      assertThat(table.position()).isNull();
      assertThat(table.counts().latest()).isPositive();
    }
  }

  @Test
  void a_position_that_is_taken_for_given_is_there_after_a_restart() throws IOException {
    try (PurgeTable table = open()) {
      table.startAt(new Position("a", 40, 5));
    }
    try (PurgeTable table = open()) {
      assertThat(table.position()).isEqualTo(new Position("a", 40, 5));
      assertThat(table.latest()).isZero();
    }
  }
}
