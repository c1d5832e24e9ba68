package dev.skerry.control.sites;

import static dev.skerry.control.sites.Documents.change;
import static dev.skerry.control.sites.Documents.toPort;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.control.fleet.Fleet;
import dev.skerry.control.sites.Sites.Applied;
import dev.skerry.control.sites.Sites.Change;
import dev.skerry.edge.config.document.Bundle;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SitesTest {
  @TempDir Path folder;
  private RocksEngine engine;
  private Sites sites;

  @BeforeEach
  void open() {
    engine = RocksEngine.open(RocksSettings.in(folder.resolve("db")));
    Fleet fleet = new Fleet(() -> Instant.EPOCH, System::nanoTime);
    sites =
        Sites.open(
            new Sites.Plan(
                engine, Documents.master(folder), false, fleet, "cp", () -> Instant.EPOCH));
  }

  @AfterEach
  void close() {
    sites.close();
    engine.close();
  }

  private void reopen() {
    close();
    open();
  }

  private Version apply(int port) throws VersionException {
    return sites.apply(change(port, Expectation.ANY)).version();
  }

  @Test
  void aVersionIsKeptWithAllThatItNamesAlsoAfterARestart() throws Exception {
    byte[] file = new byte[300_000];
    new Random(1).nextBytes(file);
    Bundle bundle =
        new Bundle(
            "shop.yaml",
            """
            sites:
              - hosts: shop.example.com
                origin: ${ENV:ORIGIN}
            """,
            Map.of("not-named.bin", file),
            Map.of("ORIGIN", "http://127.0.0.1:8000"));
    Applied applied =
        sites.apply(new Change(bundle, "anna", "the first", Expectation.current(0), null));
    assertThat(applied.changed()).isTrue();
    reopen();
    assertThat(sites.standing()).isEqualTo(new Standing(1, 1, 0));
    assertThat(sites.find(1)).contains(applied.version());
    assertThat(applied.version().message()).isEqualTo("the first");
    Bundle kept = sites.bundle(1).orElseThrow();
    assertThat(kept.document()).isEqualTo(bundle.document());
    assertThat(kept.variables()).isEqualTo(bundle.variables());
    assertThat(kept.files().get("not-named.bin")).isEqualTo(file);
  }

  @Test
  void nothingOfAConfigurationIsReadableOnTheEngine() throws Exception {
    Bundle bundle =
        new Bundle(
            "skerry.yaml", toPort(8000).document(), Map.of(), Map.of("SECRET", "correct-horse"));
    Applied _ = sites.apply(new Change(bundle, "anna", "", Expectation.ANY, null));
    for (Row row : engine.read(reads -> reads.scan(Scan.of(Range.ALL))).rows()) {
      String text = new String(row.value(), StandardCharsets.ISO_8859_1);
      assertThat(text).doesNotContain("correct-horse").doesNotContain("127.0.0.1");
    }
  }

  @Test
  void whatNoEdgeCouldLoadBecomesNoVersion() {
    Bundle wrong = Documents.yaml("sites:\n  - hosts: \"*\"\n    orign: http://127.0.0.1:8000\n");
    assertThatThrownBy(() -> sites.apply(new Change(wrong, "anna", "", Expectation.ANY, null)))
        .isInstanceOfSatisfying(
            VersionException.Wrong.class,
            e -> assertThat(e.problems().getFirst().path()).isEqualTo("sites[0]"));
    assertThat(sites.standing()).isEqualTo(Standing.NONE);
  }

  @Test
  void theSameConfigurationAgainIsNoNewVersion() throws Exception {
    Version first = apply(8000);
    Applied again = sites.apply(change(8000, Expectation.current(1)));
    assertThat(again).isEqualTo(new Applied(first, false));
    assertThat(apply(8001).number()).isEqualTo(2);
    assertThat(apply(8000).number()).isEqualTo(3);
  }

  @Test
  void ofManyWhoChangeTheSameVersionExactlyOneSucceeds() throws Exception {
    Version _ = apply(8000);
    for (int round = 1; round <= 10; round++) {
      long current = sites.standing().current();
      List<Callable<Integer>> changes = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        int port = 9000 + 100 * round + i;
        changes.add(
            () -> {
              try {
                return sites.apply(change(port, Expectation.current(current))).changed() ? 1 : 0;
              } catch (VersionException.Outdated e) {
                return 0;
              }
            });
      }
      int succeeded = 0;
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var done : threads.invokeAll(changes)) {
          succeeded += done.get();
        }
      }
      assertThat(succeeded).as("round " + round).isOne();
      assertThat(sites.standing()).isEqualTo(new Standing(current + 1, current + 1, 0));
    }
  }

  @Test
  void whoExpectsAnotherVersionIsToldWhichIsCurrent() throws Exception {
    Version _ = apply(8000);
    Version _ = apply(8001);
    assertThatThrownBy(() -> sites.apply(change(8002, Expectation.current(1))))
        .isInstanceOf(VersionException.Outdated.class)
        .hasMessage("version 2 is current, expected version 1");
  }

  @Test
  void rollingBackIsANewVersionWithTheOldContent() throws Exception {
    Version _ = apply(8000);
    Version _ = apply(8001);
    Version back = sites.rollBack(1, "bert", "it was better", Expectation.current(2)).version();
    assertThat(back.number()).isEqualTo(3);
    assertThat(back.restores()).isEqualTo(1);
    assertThat(sites.bundle(3).orElseThrow().document()).isEqualTo(toPort(8000).document());
    assertThat(sites.difference(1, 3)).isEqualTo(new Difference(true, List.of(), ""));
    assertThat(sites.rollBack(1, "bert", "again", Expectation.current(3)))
        .as("nothing to do")
        .isEqualTo(new Applied(sites.find(3).orElseThrow(), false));
    assertThatThrownBy(() -> sites.rollBack(9, "bert", "", Expectation.ANY))
        .isInstanceOf(VersionException.Unknown.class);
  }

  @Test
  void contentThatNoTransactionHoldsIsRefused() {
    Bundle large =
        new Bundle(
            "skerry.yaml",
            toPort(8000).document(),
            Map.of("large", new byte[Versions.BYTES_MAX]),
            Map.of());
    assertThatThrownBy(() -> sites.apply(new Change(large, "anna", "", Expectation.ANY, null)))
        .isInstanceOf(VersionException.TooLarge.class)
        .hasMessageContaining("expected at most " + Versions.BYTES_MAX);
    assertThat(sites.standing()).isEqualTo(Standing.NONE);
  }

  @Test
  void historyIsReadFromTheNewestPageByPage() throws Exception {
    for (int i = 0; i < 5; i++) {
      Version _ = apply(8000 + i);
    }
    assertThat(sites.below(Long.MAX_VALUE, 2)).extracting(Version::number).containsExactly(5L, 4L);
    assertThat(sites.below(4, 2)).extracting(Version::number).containsExactly(3L, 2L);
    assertThat(sites.below(2, 2)).extracting(Version::number).containsExactly(1L);
    assertThat(sites.below(1, 2)).isEmpty();
  }

  @Test
  void theFirstVersionCannotBeRolledOutToSome() {
    RolloutPolicy policy = RolloutsTest.policy(List.of("a"));
    assertThatThrownBy(
            () -> sites.apply(new Change(toPort(1), "anna", "", Expectation.ANY, policy)))
        .isInstanceOf(VersionException.NoCanary.class)
        .hasMessageContaining("apply the first one to all");
  }

  @Test
  void versionsAreWhatTheirTwinIsWhereverTheProcessEnded() throws Exception {
    for (long seed = 1; seed <= 3; seed++) {
      List<String> twin = new ArrayList<>(Collections.nCopies((int) sites.standing().newest(), ""));
      int known = twin.size();
      Random random = new Random(seed);
      for (int step = 0; step < 40; step++) {
        String when = "seed " + seed + ", step " + step;
        switch (random.nextInt(8)) {
          case 0 -> reopen();
          case 1 -> {
            if (twin.size() > known) {
              int old = known + random.nextInt(twin.size() - known);
              Applied back = sites.rollBack(old + 1, "bert", "", Expectation.current(twin.size()));
              assertThat(back.changed()).as(when).isEqualTo(!twin.get(old).equals(twin.getLast()));
              if (back.changed()) {
                twin.add(twin.get(old));
              }
            }
          }
          default -> {
            Bundle next = toPort(1_000 + random.nextInt(5_000));
            Applied applied =
                sites.apply(new Change(next, "anna", "", Expectation.current(twin.size()), null));
            if (applied.changed()) {
              twin.add(next.document());
            } else {
              assertThat(next.document()).as(when).isEqualTo(twin.getLast());
            }
          }
        }
        assertThat(sites.standing()).as(when).isEqualTo(new Standing(twin.size(), twin.size(), 0));
        if (twin.size() > known) {
          int one = known + random.nextInt(twin.size() - known);
          assertThat(sites.bundle(one + 1).orElseThrow().document())
              .as(when)
              .isEqualTo(twin.get(one));
        }
      }
    }
  }
}
