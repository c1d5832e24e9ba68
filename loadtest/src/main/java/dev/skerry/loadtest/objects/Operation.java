package dev.skerry.loadtest.objects;

import dev.skerry.loadtest.calls.Connections.Request;
import dev.skerry.loadtest.terminal.Stop;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What is measured: the write or the read of an object of some size, or a listing of many. */
enum Operation {
  PUT_4K(ObjectSize.SMALL, true),
  GET_4K(ObjectSize.SMALL, false),
  PUT_1M(ObjectSize.MEDIUM, true),
  GET_1M(ObjectSize.MEDIUM, false),
  PUT_64M(ObjectSize.LARGE, true),
  GET_64M(ObjectSize.LARGE, false),
  LIST(null, false);

  /** The bucket of all objects that are written and read. */
  static final String BUCKET = "measured";

  /** The bucket that is listed. */
  static final String LISTED = "listed";

  /** Keys in the bucket that is listed, in pages of a thousand. */
  static final int LISTED_KEYS = 10_000;

  private static final int PAGE_KEYS = 1_000;

  private final @Nullable ObjectSize size;
  private final boolean write;

  Operation(@Nullable ObjectSize size, boolean write) {
    this.size = size;
    this.write = write;
  }

  /** Its name on the command line. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What it does, in words. */
  String what() {
    return size == null
        ? "%,d keys in %d pages".formatted(LISTED_KEYS, callsPerUnit())
        : (write ? "PUT of " : "GET of ") + size.words();
  }

  /** The size of its objects; null of a listing. */
  @Nullable ObjectSize size() {
    return size;
  }

  /** Whether it writes. */
  boolean isWrite() {
    return write;
  }

  /** Whether a server of plain files can do it. */
  boolean readsFiles() {
    return size != null && !write;
  }

  /** How many calls make one of it. */
  int callsPerUnit() {
    return size == null ? LISTED_KEYS / PAGE_KEYS : 1;
  }

  /** As many connections use it at most: no two write one object at once. */
  int mostConnections() {
    return size == null ? Integer.MAX_VALUE : size.count();
  }

  /** The octets of an answer; 0 where they are not known. */
  int octets() {
    return size == null || write ? 0 : size.octets();
  }

  /** The requests of it, which are sent in turn. */
  List<Request> requests(ObjectRequests requests) {
    if (size == null) {
      return IntStream.range(0, callsPerUnit())
          .mapToObj(page -> requests.list(LISTED, page == 0 ? "" : listed(page * PAGE_KEYS - 1)))
          .toList();
    }
    byte[] content = write ? size.content() : new byte[0];
    String hash = requests.hash(content);
    return IntStream.range(0, size.count())
        .mapToObj(
            i ->
                write
                    ? requests.put(BUCKET, size.key(i), content, hash)
                    : requests.get(BUCKET, size.key(i)))
        .toList();
  }

  /** A key of the bucket that is listed, by its place. */
  static String listed(int place) {
    return "folder-%02d/object-%05d".formatted(place / PAGE_KEYS, place);
  }

  /** The operation of a name as {@code put-4k}. */
  static Operation named(String name) {
    return Arrays.stream(values())
        .filter(each -> each.label().equals(name))
        .findFirst()
        .orElseThrow(() -> Stop.usage("no operation " + name + "; there are " + names()));
  }

  private static String names() {
    return Arrays.stream(values()).map(Operation::label).collect(Collectors.joining(", "));
  }
}
