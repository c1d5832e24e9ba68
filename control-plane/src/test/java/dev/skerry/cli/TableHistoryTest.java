package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.cli.history.HistoryClient;
import dev.skerry.cli.history.HistoryTable;
import dev.skerry.cli.history.Lack;
import dev.skerry.cli.history.RecordedHistory;
import dev.skerry.testing.history.Anomaly;
import dev.skerry.testing.history.Anomaly.Kind;
import dev.skerry.testing.history.Attempt.Answer;
import dev.skerry.testing.postgres.PostgresServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What concurrent clients of the table API did and were told, over HTTP and over kills of the
 * server ({@code -Dskerry.kills} times), could have been one after the other in real time. And that
 * is seen not to be so where clients leave out what is needed for it.
 */
class TableHistoryTest {
  private static final long SEED = Long.getLong("skerry.seed", 20261121);
  private static final int KILLS = Integer.getInteger("skerry.kills", 2);
  private static final int CLIENTS = 6;
  private static final int MOST_ANSWERS = 100;
  private static final int MOST_HISTORIES = 40;
  private static final int STEPS = 20;

  /** What is to be seen where that is left out. */
  private static final Map<Lack, Set<Kind>> SEEN =
      Map.of(
          Lack.CONDITIONS, Set.of(Kind.LOST, Kind.NOT_LINEARIZABLE),
          Lack.CHECKS, Set.of(Kind.G2),
          Lack.TRANSACTIONS, Set.of(Kind.G_SINGLE),
          Lack.READS, Set.of(Kind.REAL_TIME),
          Lack.WRITES, Set.of(Kind.LOST));

  @TempDir Path folder = Path.of("");

  private final SplittableRandom random = new SplittableRandom(SEED);

  @Test
  void itIsSeenWhatClientsLeaveOut() throws Exception {
    Path data = folder.resolve("data");
    try (Program program = start(data, List.of());
        DynamoDbClient client = client(program, data)) {
      for (Map.Entry<Lack, Set<Kind>> some : SEEN.entrySet()) {
        Set<Kind> unseen = new HashSet<>(some.getValue());
        for (int i = 0; i < MOST_HISTORIES && !unseen.isEmpty(); i++) {
          HistoryTable table = new HistoryTable(client, some.getKey() + "-" + i);
          table.make();
          seen(table, some.getKey()).forEach(anomaly -> unseen.remove(anomaly.kind()));
        }
        assertThat(unseen).as("without %s, seed %d", some.getKey(), SEED).isEmpty();
      }
    }
  }

  private List<Anomaly> seen(HistoryTable table, Lack lack) throws Exception {
    RecordedHistory history = new RecordedHistory();
    call(table, history, lack, client -> IntStream.range(0, STEPS).forEach(i -> client.step()));
    new HistoryClient(table, history, Lack.NOTHING, random.split()).readAll();
    return history.anomalies();
  }

  @Test
  void callsAreInOneOrderThoughTheServerIsKilled() throws Exception {
    live(List.of(), () -> true);
  }

  @Test
  void callsAreInOneOrderThoughTheServerAndItsDatabaseAreKilled() throws Exception {
    try (PostgresServer database = PostgresServer.start()) {
      live(
          List.of("--engine", database.address()),
          () -> {
            database.kill();
            database.resume();
            return true;
          });
    }
  }

  /**
   * Lets clients call a server that is killed, and started again, and looks at what they were told.
   *
   * @param halfway happens while clients call, in each of its lives
   */
  private void live(List<String> options, Callable<Boolean> halfway) throws Exception {
    Path data = folder.resolve("data");
    RecordedHistory history = new RecordedHistory();
    for (int life = 0; life <= KILLS; life++) {
      try (Program program = start(data, options);
          DynamoDbClient client = client(program, data)) {
        HistoryTable table = new HistoryTable(client, "history");
        if (life == 0) {
          table.make();
        }
        if (life < KILLS) {
          callUntilKilled(program, table, history, halfway);
        } else {
          new HistoryClient(table, history, Lack.NOTHING, random.split()).readAll();
        }
      }
    }
    Map<Answer, Long> answers = history.byAnswer();
    String which = "seed " + SEED + ", " + answers;
    assertThat(history.anomalies()).as(which).isEmpty();
    assertThat(answers).as(which).containsKeys(Answer.COMMITTED, Answer.REFUSED, Answer.UNKNOWN);
  }

  private static DynamoDbClient client(Program program, Path data) throws Exception {
    return TableClients.of(program.ready("api"), TableClients.firstKey(data));
  }

  private static Program start(Path data, List<String> options) throws Exception {
    List<String> all = new ArrayList<>(List.of("--api", "127.0.0.1:0", "--table-state-delay", "0"));
    all.addAll(options);
    return Program.runAnywhere(data, all.toArray(String[]::new));
  }

  private void callUntilKilled(
      Program program, HistoryTable table, RecordedHistory history, Callable<Boolean> halfway)
      throws Exception {
    int half = history.answers() + 10 + random.nextInt(MOST_ANSWERS);
    int end = half + 10 + random.nextInt(MOST_ANSWERS);
    AtomicBoolean isBefore = new AtomicBoolean(true);
    try {
      call(
          table,
          history,
          Lack.NOTHING,
          client -> {
            while (client.step()) {
              if (history.answers() >= half && isBefore.getAndSet(false)) {
                halfway.call();
              }
              if (history.answers() >= end) {
                program.shoot();
              }
            }
          });
    } finally {
      program.kill();
    }
  }

  @FunctionalInterface
  private interface Calls {
    void make(HistoryClient client) throws Exception;
  }

  /** Lets all clients call at once. */
  private void call(HistoryTable table, RecordedHistory history, Lack lack, Calls calls)
      throws Exception {
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Future<?>> ends = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        HistoryClient client = new HistoryClient(table, history, lack, random.split());
        ends.add(
            threads.submit(
                () -> {
                  calls.make(client);
                  return true;
                }));
      }
      for (Future<?> end : ends) {
        end.get();
      }
    }
  }
}
