package dev.skerry.edge.exchange;

import dev.skerry.edge.config.Limits;
import dev.skerry.edge.config.Snapshot;
import dev.skerry.handler.Directions;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether what a handler wants besides its request can be done. */
final class Wanted {
  private Wanted() {}

  /** Why it cannot, or null. */
  static @Nullable HandlerFault problem(Directions directions, HandlerSpec by, Snapshot snapshot) {
    if (directions.equals(Directions.NONE)) {
      return null;
    }
    if (bytes(directions.keyParts()) > by.limits().get(HandlerLimit.HEADER_BYTES)) {
      return HandlerFault.RESULT_SIZE;
    }
    Limits limits = snapshot.limits();
    if (directions.tags().size() > limits.tags()
        || directions.tags().stream().anyMatch(tag -> tag.length() > limits.tagBytes())) {
      return HandlerFault.RESULT_SIZE;
    }
    String origin = directions.origin();
    boolean valid =
        directions.keyParts().stream().noneMatch(Wanted::hasControl)
            && directions.tags().stream().allMatch(Wanted::isTag)
            && (origin == null || snapshot.pools().containsKey(origin));
    return valid ? null : HandlerFault.INVALID_RESULT;
  }

  /** Also what an empty part costs. */
  private static long bytes(List<String> parts) {
    return parts.stream().mapToLong(part -> part.length() + 1L).sum();
  }

  private static boolean hasControl(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }

  /** Whether it could come in a field of tags: visible, without white space. */
  private static boolean isTag(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 127);
  }
}
