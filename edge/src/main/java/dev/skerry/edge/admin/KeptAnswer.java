package dev.skerry.edge.admin;

import java.util.Map;

/**
 * The answer to a call, kept for when the call is made again.
 *
 * @param fields each name once
 * @param content may be empty
 */
public record KeptAnswer(int status, Map<String, String> fields, String content) {
  /** Keeps a copy of the fields. */
  public KeptAnswer {
    fields = Map.copyOf(fields);
  }
}
