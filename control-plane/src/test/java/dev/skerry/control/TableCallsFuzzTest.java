package dev.skerry.control;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.skerry.control.SignedClient.Answer;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.TablesSettings;
import dev.skerry.origin.tables.dynamodb.DynamoDb;
import dev.skerry.origin.tables.error.ErrorType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Whatever is sent to the table API, it answers as DynamoDB does, with success or an error of the
 * client's, keeps its tables whole, and has nothing to log.
 *
 * <p>{@code -Dskerry.fuzz=N} sends so many requests, {@code -Dskerry.seed=S} others.
 */
class TableCallsFuzzTest {
  private static final int REQUESTS = Integer.getInteger("skerry.fuzz", 2_000);
  private static final long SEED = Long.getLong("skerry.seed", 41);
  private static final int BETWEEN_CHECKS = 300;

  private static final Set<String> ERRORS =
      Arrays.stream(ErrorType.values())
          .filter(type -> type.status() == 400)
          .map(ErrorType::wireName)
          .collect(Collectors.toSet());

  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Queue<String> logged = new ConcurrentLinkedQueue<>();
  private final AppenderBase<ILoggingEvent> log =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
            logged.add(event.getLoggerName() + ": " + event.getFormattedMessage());
          }
        }
      };

  @BeforeEach
  void listen() {
    log.start();
    root.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    root.detachAppender(log);
  }

  @Test
  void everyOperationHasACallAndEveryCallItsAnswer(@TempDir Path folder) throws Exception {
    try (LocalOrigin origin = new LocalOrigin(folder)) {
      FuzzedTables tables = tables(origin);
      List<TableCall> calls = TableCall.all(tables.make());
      assertThat(calls.stream().map(TableCall::operation).collect(Collectors.toSet()))
          .isEqualTo(operations(origin.data()));
      List<String> others = new ArrayList<>();
      for (TableCall call : calls) {
        CallMutations.Sent sent = CallMutations.asIs(call);
        Answer answer = origin.client().send(sent.content(), sent.fields());
        check(sent, answer);
        if (answer.status() != call.status()) {
          others.add(sent + ": " + answer.body());
        }
      }
      assertThat(others).isEmpty();
      tables.check();
    }
    assertThat(logged).isEmpty();
  }

  private static Set<String> operations(OriginData data) {
    TablesSettings settings =
        new TablesSettings(
            InstantSource.system(), Duration.ZERO, OriginData.REGION, data.owner().id());
    try (Tables tables = new Tables(data.engine(), settings)) {
      return new DynamoDb(tables).operations();
    }
  }

  @Test
  void whateverIsSentIsAnsweredAndLeavesTheTablesWhole(@TempDir Path folder) throws Exception {
    System.out.println("requests of seed " + SEED + ": " + REQUESTS);
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    try (LocalOrigin origin = new LocalOrigin(folder)) {
      FuzzedTables tables = tables(origin);
      SignedClient client = origin.client();
      CallMutations mutations = new CallMutations(random, TableCall.all(tables.make()));
      Map<String, Integer> outcomes = new TreeMap<>();
      for (int i = 1; i <= REQUESTS; i++) {
        CallMutations.Sent sent = mutations.next();
        String where = "request " + i + " of seed " + SEED + ": " + sent;
        String before = isWrite(sent) ? tables.items() : "";
        Map<String, String> fields = client.signed(sent.content(), sent.fields());
        fields.putAll(sent.tampered());
        try {
          Answer answer = client.unsigned(sent.content(), fields);
          check(sent, answer);
          outcomes.merge(outcome(sent, answer), 1, Integer::sum);
          if (answer.status() != 200 && isWrite(sent)) {
            assertThat(tables.items()).isEqualTo(before);
          }
          assertThat(logged).isEmpty();
          if (i % BETWEEN_CHECKS == 0) {
            tables.check();
            mutations = new CallMutations(random, TableCall.all(tables.make()));
          }
        } catch (Exception | AssertionError e) {
          throw new AssertionError(where, e);
        }
      }
      System.out.println("outcomes: " + outcomes);
    }
  }

  /** What was answered: the operation that was done, or the error. */
  private static String outcome(CallMutations.Sent sent, Answer answer) {
    return answer.status() == 200
        ? sent.operation()
        : answer.status() + " " + answer.body().replaceAll("\\A[^#]*#(\\w+)(?s).*", "$1");
  }

  private static boolean isWrite(CallMutations.Sent sent) {
    return switch (sent.operation()) {
      case "PutItem",
          "UpdateItem",
          "DeleteItem",
          "BatchWriteItem",
          "TransactWriteItems",
          "ExecuteStatement",
          "ExecuteTransaction" ->
          true;
      default -> false;
    };
  }

  private static FuzzedTables tables(LocalOrigin origin) {
    return new FuzzedTables(origin.client(), origin.data().owner().id());
  }

  private static void check(CallMutations.Sent sent, Answer answer) {
    assertThat(answer.field("x-amzn-requestid")).as("%s", sent).matches("[0-9A-V]{52}");
    if (answer.status() == 404) {
      assertThat(answer.body()).isEqualTo("<UnknownOperationException/>\n");
      return;
    }
    assertThat(answer.status()).as(answer.body()).isIn(200, 400);
    if (answer.octets().length == 0 || answer.field("content-encoding").equals("gzip")) {
      return;
    }
    JsonNode body = TableCall.JSON.readTree(answer.body());
    assertThat(body.isObject()).isTrue();
    if (answer.status() == 400) {
      assertThat(body.path("__type").asString("")).isIn(ERRORS);
    } else {
      assertThat(body.has("__type")).isFalse();
    }
  }
}
