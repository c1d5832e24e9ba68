package dev.skerry.control.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.admin.AuditLine;
import dev.skerry.edge.admin.Problem;
import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineAuditTest {
  @TempDir Path folder = Path.of("");
  private Engine engine;
  private EngineAudit audit;
  private Instant now = Instant.parse("2026-01-01T12:00:00Z");

  @BeforeEach
  void open() {
    engine = RocksEngine.open(RocksSettings.in(folder.resolve("db")));
    audit = new EngineAudit(engine, () -> now);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void aLineIsThereAfterARestartAsItWasAdded() throws Exception {
    AuditLine line = new AuditLine("ci", "::1", "POST", "/v1/purge", "tag a", 200, null);
    AuditLine refused =
        new AuditLine("ci", "::1", "PUT", "/v1/config", "", 412, Problem.PRECONDITION_FAILED);
    audit.add(line);
    audit.add(refused);
    engine.close();
    open();
    assertThat(all())
        .containsExactly(new AuditEntry(2, now, refused), new AuditEntry(1, now, line));
  }

  @Test
  void pagesAreReadFromTheNewestOn() throws Exception {
    for (int i = 1; i <= 5; i++) {
      audit.add(change("/" + i));
    }
    assertThat(numbers(audit.read(0, Long.MAX_VALUE, 2))).containsExactly(5L, 4L);
    assertThat(numbers(audit.read(0, 4, 2))).containsExactly(3L, 2L);
    assertThat(numbers(audit.read(3, Long.MAX_VALUE, 10))).containsExactly(5L, 4L);
    assertThat(audit.read(5, Long.MAX_VALUE, 10)).isEmpty();
    assertThat(audit.read(0, 1, 10)).isEmpty();
  }

  @Test
  void linesThatComeAtOnceAreAllThereAndNumberedWithoutGaps() throws Exception {
    int writers = 40;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Void>> adding =
          IntStream.range(0, writers)
              .<Callable<Void>>mapToObj(
                  i ->
                      () -> {
                        audit.add(change("/" + i));
                        return null;
                      })
              .toList();
      for (var added : threads.invokeAll(adding)) {
        added.get();
      }
    }
    assertThat(numbers(all().reversed()))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, writers).boxed().toList());
    assertThat(all()).extracting(entry -> entry.line().path()).doesNotHaveDuplicates();
  }

  @Test
  void strangersFillNothingAndAreCounted() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      audit.add(stranger());
    }
    assertThat(all()).hasSize(20);
    now = now.plusSeconds(3600);
    audit.add(change("/v1/purge"));
    assertThat(all()).hasSize(22);
    assertThat(all().get(1).line().what())
        .isEqualTo("980 more calls refused for their tokens since 2026-01-01T12:00:00Z");
  }

  @Test
  void strangersAreWrittenOneByOneAgainAfterAWhile() throws Exception {
    for (int i = 0; i < 30; i++) {
      audit.add(stranger());
    }
    now = now.plusSeconds(10);
    audit.add(stranger());
    audit.add(stranger());
    assertThat(all()).hasSize(22); // 20, the count of the others, and one more
  }

  @Test
  void whatIsTooLongIsCut() throws Exception {
    audit.add(change("/" + "a".repeat(100_000)));
    assertThat(all().getFirst().line().path()).hasSizeLessThan(2_000).endsWith("…");
  }

  private List<AuditEntry> all() {
    return audit.read(0, Long.MAX_VALUE, 1_000);
  }

  private static List<Long> numbers(List<AuditEntry> entries) {
    return entries.stream().map(AuditEntry::number).toList();
  }

  private static AuditLine change(String path) {
    return new AuditLine("ci", "127.0.0.1", "POST", path, "", 200, null);
  }

  private static AuditLine stranger() {
    return new AuditLine(null, "10.0.0.1", "POST", "/v1/purge", "", 401, Problem.UNAUTHENTICATED);
  }
}
