package dev.skerry.cli.history;

import dev.skerry.testing.history.Call;
import dev.skerry.testing.history.Op;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** One who reads and writes a few items, a call after the other, until the server is gone. */
public final class HistoryClient {
  private static final int LISTS = 3;
  private static final int VALUES = 3;

  private final Server server;
  private final RecordedHistory history;
  private final SplittableRandom random;
  private final ListCalls lists;
  private final ValueCalls values;

  /** One who writes down there what he does. */
  public HistoryClient(
      HistoryTable table, RecordedHistory history, Lack lack, SplittableRandom random) {
    this.server = new Server(table);
    this.history = history;
    this.random = random;
    this.lists = new ListCalls(server, history, lack);
    this.values = new ValueCalls(server, history, lack);
  }

  /** Reads and writes once or twice; returns whether the server is still there. */
  public boolean step() {
    int list = random.nextInt(LISTS);
    int other = (list + 1 + random.nextInt(LISTS - 1)) % LISTS;
    switch (random.nextInt(9)) {
      case 0 -> lists.update(list, null);
      case 1 -> lists.transact(List.of(), List.of(list, other));
      case 2, 3 -> appendToWhatIsRead(list);
      case 4, 5 -> {
        List<Op.Read> reads = lists.read(List.of(list, other));
        if (reads != null) {
          lists.transact(reads, List.of(list));
        }
      }
      case 6 -> moveValues();
      default -> changeValue(random.nextInt(VALUES));
    }
    return !server.isGone();
  }

  private void appendToWhatIsRead(int list) {
    List<Op.Read> reads = lists.read(List.of(list));
    if (reads != null && random.nextBoolean()) {
      lists.update(list, reads.getFirst());
    } else if (reads != null) {
      lists.replace(reads.getFirst());
    }
  }

  private void changeValue(int item) {
    Integer expects = random.nextInt(4) == 0 ? null : (Integer) values.known(item);
    switch (random.nextInt(5)) {
      case 0 -> values.read(item);
      case 1 -> values.delete(new ValueCalls.Change(item, expects, Call.ABSENT));
      case 2 -> values.update(new ValueCalls.Change(item, expects, history.number()));
      default -> values.put(new ValueCalls.Change(item, expects, history.number()));
    }
  }

  /** Changes two values in one transaction, most often if both are what was seen last. */
  private void moveValues() {
    int item = random.nextInt(VALUES);
    int other = (item + 1) % VALUES;
    values.read(item);
    Integer expects = random.nextInt(4) == 0 ? null : (Integer) values.known(other);
    values.transact(
        List.of(
            new ValueCalls.Change(item, values.known(item), Call.ABSENT),
            new ValueCalls.Change(other, expects, history.number())));
  }

  /** Reads everything; to be done when all others have been answered. */
  public void readAll() {
    if (lists.read(IntStream.range(0, LISTS).boxed().toList()) == null) {
      throw new AssertionError("the lists were not read in the end");
    }
    IntStream.range(0, VALUES).forEach(values::read);
  }
}
