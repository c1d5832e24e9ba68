package dev.skerry.loadtest.peers;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which processors a process may use: servers from the first one on, load and origin the last. */
final class Cores {
  private final int last = Runtime.getRuntime().availableProcessors() - 1;

  /** Whether servers and load can have processors of their own. */
  boolean enough() {
    return last >= 1;
  }

  /** The command on the first {@code count} processors. */
  List<String> forServer(int count, List<String> command) {
    String list =
        IntStream.range(0, Math.min(count, last + 1))
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(","));
    return pinned(list, command);
  }

  /** The command on the last processor. */
  List<String> forLoad(List<String> command) {
    return pinned(Integer.toString(last), command);
  }

  private static List<String> pinned(String list, List<String> command) {
    return Stream.concat(Stream.of("taskset", "-c", list), Programs.resolved(command).stream())
        .toList();
  }
}
