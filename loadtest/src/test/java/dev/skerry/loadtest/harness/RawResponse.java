package dev.skerry.loadtest.harness;

import java.util.List;
import java.util.Optional;

/**
 * A response as it came over the wire.
 *
 * @param content as Latin-1
 * @param interim the statuses of the 1xx responses before it
 */
public record RawResponse(
    int status, List<HttpInput.Field> fields, String content, List<Integer> interim) {

  /** The field's first value. */
  public Optional<String> field(String name) {
    return fields.stream()
        .filter(field -> field.name().equals(name))
        .map(HttpInput.Field::value)
        .findFirst();
  }

  /** Whether the connection ends after this response. */
  public boolean closes() {
    return field("connection").orElse("").equalsIgnoreCase("close");
  }
}
