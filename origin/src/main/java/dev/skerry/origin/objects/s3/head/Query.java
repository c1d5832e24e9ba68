package dev.skerry.origin.objects.s3.head;

import dev.skerry.origin.objects.s3.error.S3Exception;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parameters of a request's query, decoded, in their order. */
public final class Query {
  private record Parameter(String name, @Nullable String value) {}

  private final List<Parameter> parameters = new ArrayList<>();

  private Query() {}

  /** The parameters of a query as it was sent, null where there is none. */
  public static Query of(@Nullable String raw) {
    Query query = new Query();
    if (raw != null && !raw.isEmpty()) {
      for (String part : raw.split("&", -1)) {
        int equals = part.indexOf('=');
        String name = PercentCoding.decodeQuery(equals < 0 ? part : part.substring(0, equals));
        String value = equals < 0 ? null : PercentCoding.decodeQuery(part.substring(equals + 1));
        if (!name.isEmpty()) {
          query.parameters.add(new Parameter(name, value));
        }
      }
    }
    return query;
  }

  /** Whether a parameter is there, with a value or without. */
  public boolean has(String name) {
    return parameters.stream().anyMatch(parameter -> parameter.name.equals(name));
  }

  /** The first value of a parameter: empty text where it was sent without; none if it was not. */
  public Optional<String> value(String name) {
    for (Parameter parameter : parameters) {
      if (parameter.name.equals(name)) {
        return Optional.of(parameter.value == null ? "" : parameter.value);
      }
    }
    return Optional.empty();
  }

  /** The first value of a parameter that says something. */
  public Optional<String> text(String name) {
    return value(name).filter(text -> !text.isEmpty());
  }

  /** The names of all parameters. */
  public List<String> names() {
    return parameters.stream().map(Parameter::name).toList();
  }

  /**
   * A number.
   *
   * @return what stands for none where it was not sent
   * @throws S3Exception {@code InvalidArgument} where it is no number from 0 to 2^31 - 1
   */
  public int number(String name, int none) {
    Optional<String> sent = text(name);
    if (sent.isEmpty()) {
      return none;
    }
    try {
      int number = Integer.parseInt(sent.get());
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw S3Exception.argument(
          name, sent.get(), "Provided " + name + " not an integer or within integer range");
    }
    throw S3Exception.argument(
        name,
        sent.get(),
        "Argument " + name + " must be an integer between 0 and " + Integer.MAX_VALUE);
  }
}
