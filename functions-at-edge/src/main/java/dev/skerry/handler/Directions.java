package dev.skerry.handler;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a handler at viewer-request wants besides its changes of the request.
 *
 * @param keyParts what the cache tells responses apart by, besides what the rule says, in order
 * @param tags what the stored response can be purged by, besides its own
 * @param origin the id of an origin of the site that is to be asked; null for the rule's
 */
public record Directions(List<String> keyParts, List<String> tags, @Nullable String origin) {
  /** Nothing besides. */
  public static final Directions NONE = new Directions(List.of(), List.of(), null);

  /** Copies the lists. */
  public Directions {
    keyParts = List.copyOf(keyParts);
    tags = List.copyOf(tags);
  }
}
