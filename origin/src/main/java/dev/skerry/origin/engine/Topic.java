package dev.skerry.origin.engine;

import java.nio.charset.StandardCharsets;

/**
 * A name under which entries are emitted to the commit feed and followed. Entries of a topic are in
 * the order of their commits; comparing positions orders those of several topics.
 *
 * @param name 1 to {@value Limits#TOPIC_BYTES} octets in UTF-8
 */
public record Topic(String name) implements Comparable<Topic> {
  /** Refuses names that are empty or too long. */
  public Topic {
    int length = name.getBytes(StandardCharsets.UTF_8).length;
    if (length == 0 || length > Limits.TOPIC_BYTES) {
      throw new EngineException.TooLarge(
          "the topic " + name + " has " + length + " bytes, expected 1 to " + Limits.TOPIC_BYTES);
    }
  }

  @Override
  public int compareTo(Topic other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
