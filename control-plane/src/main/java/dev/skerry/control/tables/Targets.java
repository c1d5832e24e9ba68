package dev.skerry.control.tables;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values of {@code x-amz-target} that there are: the version of the API, a point and the
 * operation. Tables and their streams are two APIs at one place.
 */
final class Targets {
  static final String TABLES = "DynamoDB_20120810.";
  static final String STREAMS = "DynamoDBStreams_20120810.";

  private static final Set<String> OF_STREAMS =
      Set.of("DescribeStream", "GetRecords", "GetShardIterator", "ListStreams");

  private final Map<String, String> operations = new HashMap<>();

  /** The targets of operations. */
  Targets(Set<String> names) {
    for (String name : names) {
      operations.put((OF_STREAMS.contains(name) ? STREAMS : TABLES) + name, name);
    }
  }

  /** The operation of a target, or null if there is none. */
  @Nullable String operation(@Nullable String target) {
    return target == null ? null : operations.get(target);
  }
}
