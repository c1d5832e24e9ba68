package dev.skerry.origin.tables.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.testing.history.Attempt;
import dev.skerry.testing.history.Op;
import dev.skerry.testing.history.SerializabilityCheck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients of transactions see, all at once, could have been one after the other. */
class TransactionHistoryTest {
  private static final long SEED = Long.getLong("skerry.seed", 20261121);
  private static final int LISTS = 4;
  private static final int CLIENTS = 6;
  private static final int STEPS = 60;
  private static final Pattern FOUND = Pattern.compile("\\{}|\\{'Item':\\{'l':\\{'L':\\[(.*?)]}}}");
  private static final Pattern ELEMENT = Pattern.compile("\\{'N':'(\\d+)'}");

  private final AtomicLong counter = new AtomicLong();
  private final AtomicInteger elements = new AtomicInteger();
  private final List<Attempt> history = Collections.synchronizedList(new ArrayList<>());

  @Test
  void concurrentTransactionsAreSerializable(@TempDir Path folder) throws InterruptedException {
    try (Service service = new Service(folder)) {
      service.makeThings();
      SplittableRandom random = new SplittableRandom(SEED);
      List<Thread> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        SplittableRandom own = random.split();
        clients.add(Thread.ofPlatform().start(() -> run(service, own)));
      }
      for (Thread client : clients) {
        client.join();
      }
      read(service, List.of(0, 1, 2, 3));
    }
    assertThat(SerializabilityCheck.of(history)).as("seed %d", SEED).isEmpty();
    long committed = history.stream().filter(a -> a.answer() == Attempt.Answer.COMMITTED).count();
    assertThat(committed).as("committed, seed %d", SEED).isGreaterThan(CLIENTS * STEPS / 3);
    assertThat(history).as("some were refused, seed %d", SEED).hasSizeGreaterThan((int) committed);
  }

  private void run(Service service, SplittableRandom random) {
    for (int i = 0; i < STEPS; i++) {
      int list = random.nextInt(LISTS);
      List<Integer> lists = List.of(list, (list + 1 + random.nextInt(LISTS - 1)) % LISTS);
      switch (random.nextInt(3)) {
        case 0 -> read(service, lists);
        case 1 -> append(service, List.of(), lists);
        default -> {
          List<Op.Read> reads = read(service, lists);
          append(service, reads, List.of(lists.get(random.nextInt(lists.size()))));
        }
      }
    }
  }

  private static String key(int list) {
    return "'TableName':'things','Key':{'h':{'S':'list'},'r':{'N':'%d'}}".formatted(list);
  }

  private List<Op.Read> read(Service service, List<Integer> lists) {
    long invoked = counter.incrementAndGet();
    List<String> gets =
        lists.stream()
            .map(list -> "{'Get':{" + key(list) + ",'ProjectionExpression':'l'}}")
            .toList();
    Matcher found =
        FOUND.matcher(
            service.ok("TransactGetItems", "{'TransactItems':[" + String.join(",", gets) + "]}"));
    List<Op.Read> reads = new ArrayList<>();
    for (int list : lists) {
      assertThat(found.find()).isTrue();
      String text = found.group(1) == null ? "" : found.group(1);
      reads.add(
          new Op.Read(
              list,
              ELEMENT.matcher(text).results().map(m -> Integer.valueOf(m.group(1))).toList()));
    }
    end(List.copyOf(reads), invoked, Attempt.Answer.COMMITTED);
    return reads;
  }

  /** Appends to lists, if others, or these themselves, are still what was read. */
  private void append(Service service, List<Op.Read> reads, List<Integer> lists) {
    long invoked = counter.incrementAndGet();
    List<Op> ops = new ArrayList<>(reads);
    List<String> actions = new ArrayList<>();
    for (int list : lists) {
      int element = elements.incrementAndGet();
      ops.add(new Op.Append(list, element));
      String condition =
          reads.stream()
              .filter(read -> read.list() == list)
              .map(TransactionHistoryTest::condition)
              .findFirst()
              .orElse("");
      actions.add(
          ("{'Update':{%s,'UpdateExpression':'SET l = list_append(if_not_exists(l, :none), :e)',"
                  + "'ExpressionAttributeValues':{':none':{'L':[]},':e':{'L':[{'N':'%d'}]}%s}}")
              .formatted(key(list), element, condition.isEmpty() ? "}" : values(reads, list)));
    }
    for (Op.Read read : reads) {
      if (!lists.contains(read.list())) {
        actions.add("{'ConditionCheck':{" + key(read.list()) + check(read) + "}}");
      }
    }
    Answer answer =
        service.call("TransactWriteItems", "{'TransactItems':[" + String.join(",", actions) + "]}");
    assertThat(answer.status()).as(Service.text(answer)).isIn(200, 400);
    end(ops, invoked, answer.status() == 200 ? Attempt.Answer.COMMITTED : Attempt.Answer.REFUSED);
  }

  private static String condition(Op.Read read) {
    return read.elements().isEmpty() ? "attribute_not_exists(l)" : "size(l) = :n";
  }

  /** The rest of an update that is done only if the list is what was read. */
  private static String values(List<Op.Read> reads, int list) {
    for (Op.Read read : reads) {
      if (read.list() == list) {
        String number =
            read.elements().isEmpty() ? "" : ",':n':{'N':'" + read.elements().size() + "'}";
        return number + "},'ConditionExpression':'" + condition(read) + "'";
      }
    }
    return "}";
  }

  private static String check(Op.Read read) {
    String values =
        read.elements().isEmpty()
            ? ""
            : ",'ExpressionAttributeValues':{':n':{'N':'" + read.elements().size() + "'}}";
    return ",'ConditionExpression':'" + condition(read) + "'" + values;
  }

  private void end(List<Op> ops, long invoked, Attempt.Answer answer) {
    int id = elements.incrementAndGet();
    history.add(new Attempt(id, ops, invoked, counter.incrementAndGet(), answer));
  }
}
