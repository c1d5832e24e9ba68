package dev.skerry.origin.access.signature;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a query, decoded, one char per octet, in their order.
 *
 * @param all names and values; a parameter without an equals sign has an empty value
 */
record QueryParameters(List<Parameter> all) {
  /** A parameter. */
  record Parameter(String name, String value) {}

  private static final Comparator<Parameter> CANONICAL =
      Comparator.comparing(Parameter::name).thenComparing(Parameter::value);

  /** Reads a query as it was sent, without its question mark. */
  static QueryParameters of(@Nullable String raw) {
    List<Parameter> all = new ArrayList<>();
    if (raw != null) {
      int from = 0;
      while (from <= raw.length()) {
        int end = raw.indexOf('&', from);
        end = end < 0 ? raw.length() : end;
        if (end > from) {
          all.add(parameter(raw.substring(from, end)));
        }
        from = end + 1;
      }
    }
    return new QueryParameters(List.copyOf(all));
  }

  /** The value of the first parameter of that name, or null. */
  @Nullable String first(String name) {
    for (Parameter parameter : all) {
      if (parameter.name.equals(name)) {
        return parameter.value;
      }
    }
    return null;
  }

  /** All but those of a name, encoded and sorted, as they are signed. */
  String canonical(@Nullable String without) {
    return all.stream()
        .filter(parameter -> !parameter.name.equals(without))
        .map(
            parameter ->
                new Parameter(UriOctets.encode(parameter.name), UriOctets.encode(parameter.value)))
        .sorted(CANONICAL)
        .map(parameter -> parameter.name + '=' + parameter.value)
        .collect(Collectors.joining("&"));
  }

  private static Parameter parameter(String raw) {
    int equals = raw.indexOf('=');
    return equals < 0
        ? new Parameter(UriOctets.decodeQuery(raw), "")
        : new Parameter(
            UriOctets.decodeQuery(raw.substring(0, equals)),
            UriOctets.decodeQuery(raw.substring(equals + 1)));
  }
}
