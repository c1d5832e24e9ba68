package dev.skerry.handler;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a handler at viewer-request wants besides its changes of the request.
 *
 * @param keyParts what the cache tells responses apart by, besides what the rule says, in order
 * @param tags what the stored response can be purged by, besides its own
 * @param origin the name of a pool of the document that is asked; null for the rule's
 */
public record Directions(List<String> keyParts, List<String> tags, @Nullable String origin) {
  /** Nothing besides. */
  public static final Directions NONE = new Directions(List.of(), List.of(), null);

  /** Copies the lists. */
  public Directions {
    keyParts = List.copyOf(keyParts);
    tags = List.copyOf(tags);
  }

  /** These, and one more part of the cache key. */
  public Directions withKeyPart(String part) {
    return new Directions(with(keyParts, part), tags, origin);
  }

  /** These, and one more tag. */
  public Directions withTag(String tag) {
    return new Directions(keyParts, with(tags, tag), origin);
  }

  /** These, with that pool of the document in place of the rule's. */
  public Directions withOrigin(String pool) {
    return new Directions(keyParts, tags, pool);
  }

  private static List<String> with(List<String> list, String last) {
    return Stream.concat(list.stream(), Stream.of(last)).toList();
  }
}
