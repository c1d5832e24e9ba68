package dev.skerry.edge.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What an edge says first, as parameters of its request. */
public final class HelloForm {
  private static final Set<String> NAMES =
      Set.of(
          "software",
          "control_plane",
          "version",
          "content",
          "applied",
          "applied_at_millis",
          "holds",
          "started_at_millis");

  private HelloForm() {}

  /** The query of a URL, without its question mark. */
  public static String query(Hello hello) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("software", hello.software());
    parameters.put("control_plane", hello.controlPlane());
    parameters.put("version", Long.toString(hello.version()));
    parameters.put("content", hello.content());
    parameters.put("applied", Long.toString(hello.applied()));
    parameters.put("applied_at_millis", Long.toString(hello.appliedAtMillis()));
    parameters.put("holds", Boolean.toString(hello.holds()));
    parameters.put("started_at_millis", Long.toString(hello.startedAtMillis()));
    return parameters.entrySet().stream()
        .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  /**
   * Reads a query, strictly: each parameter once, and no other.
   *
   * @throws SyncException if it is none that {@link #query} could have written
   */
  public static Hello read(String query) throws SyncException {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String part : query.split("&", -1)) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals);
      String value = equals < 0 ? "" : decoded(name, part.substring(equals + 1));
      if (!NAMES.contains(name)) {
        throw new SyncException(
            "unknown parameter '" + name + "', expected " + new TreeSet<>(NAMES));
      }
      if (parameters.put(name, value) != null) {
        throw new SyncException("the parameter '" + name + "' is there twice");
      }
    }
    return new Hello(
        text(parameters, "software"),
        text(parameters, "control_plane"),
        number(parameters, "version"),
        text(parameters, "content"),
        number(parameters, "applied"),
        number(parameters, "applied_at_millis"),
        flag(parameters, "holds"),
        number(parameters, "started_at_millis"));
  }

  private static String decoded(String name, String value) throws SyncException {
    try {
      return URLDecoder.decode(value, UTF_8);
    } catch (IllegalArgumentException e) {
      throw new SyncException("the parameter '" + name + "': " + e.getMessage());
    }
  }

  private static String text(Map<String, String> parameters, String name) throws SyncException {
    String value = parameters.get(name);
    if (value == null || value.length() > SyncCodec.NAME_MAX) {
      throw new SyncException(
          "the parameter '%s': expected at most %d characters, found %s"
              .formatted(name, SyncCodec.NAME_MAX, value == null ? "nothing" : value.length()));
    }
    return value;
  }

  private static long number(Map<String, String> parameters, String name) throws SyncException {
    String value = parameters.getOrDefault(name, "nothing");
    try {
      long number = Long.parseLong(value);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new SyncException(
        "the parameter '" + name + "': expected a whole number from 0, found " + value);
  }

  private static boolean flag(Map<String, String> parameters, String name) throws SyncException {
    String value = parameters.getOrDefault(name, "nothing");
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new SyncException(
              "the parameter '" + name + "': expected true or false, found " + value);
    };
  }
}
