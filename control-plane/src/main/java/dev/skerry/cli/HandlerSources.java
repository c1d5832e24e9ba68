package dev.skerry.cli;

import dev.skerry.edge.config.document.Compilation.Compiled;
import dev.skerry.edge.config.document.Compilation.Refused;
import dev.skerry.edge.config.document.ConfigDocument;
import dev.skerry.edge.config.document.Problem;
import dev.skerry.handler.HandlerCode;
import dev.skerry.handler.HandlerKind;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.testing.HandlerTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where the handlers are that an author tries: in a configuration, or a file alone. */
final class HandlerSources {
  /** What a configuration is called where nobody says it. */
  static final String USUAL_CONFIG = "skerry.yaml";

  /** The kind of a file's handler, by how its name ends. */
  private static final Map<String, String> KINDS =
      Map.of(".js", "js", ".mjs", "js", ".jar", "java", ".wasm", "wasm");

  private HandlerSources() {}

  /** The handlers of a configuration by id. */
  static Map<String, HandlerSpec> of(Path config) {
    return switch (ConfigDocument.load(config)) {
      case Compiled compiled -> {
        Map<String, HandlerSpec> specs = new LinkedHashMap<>();
        compiled.snapshot().handlers().forEach(spec -> specs.put(spec.id(), spec));
        yield specs;
      }
      case Refused(var problems) ->
          throw new Failure(
              ExitCodes.USAGE,
              "the configuration is wrong:\n"
                  + problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    };
  }

  /** Whether that is a file in which a handler can be. */
  static boolean isHandlerFile(Path file) {
    return Files.isRegularFile(file) && kindOf(file) != null;
  }

  /** A handler of a file alone, given bodies, with the limits where nothing is said. */
  static HandlerSpec alone(Path file) {
    String token = kindOf(file);
    if (token == null) {
      throw new Failure(
          ExitCodes.USAGE,
          "%s: expected a file that ends with %s; from other languages a compiler makes one"
              .formatted(file, KINDS.keySet().stream().sorted().collect(Collectors.joining(", "))));
    }
    try {
      return new HandlerSpec(
              id(file),
              kind(token),
              String.valueOf(file.getFileName()),
              HandlerCode.of(Files.readAllBytes(file)),
              HandlerSpec.OnFailure.CLOSED,
              HandlerLimits.DEFAULT)
          .readingContent(true);
    } catch (IOException e) {
      throw new Failure(ExitCodes.USAGE, String.valueOf(Failure.of(e).getMessage()));
    }
  }

  /** The kind of that name. */
  static HandlerKind kind(String token) {
    for (HandlerKind kind : HandlerKind.values()) {
      if (kind.token().equals(token)) {
        return kind;
      }
    }
    throw new Failure(
        ExitCodes.USAGE,
        "this version of skerry runs no handlers of the kind %s; it runs: %s"
            .formatted(
                token,
                Arrays.stream(HandlerKind.values())
                    .map(HandlerKind::token)
                    .collect(Collectors.joining(", "))));
  }

  /** The one of that name, or the only one where no name is said. */
  static HandlerSpec choose(Map<String, HandlerSpec> specs, @Nullable String id, Path from) {
    if (id == null && specs.size() == 1) {
      return specs.values().iterator().next();
    }
    HandlerSpec spec = id == null ? null : specs.get(id);
    if (spec == null) {
      throw new Failure(
          ExitCodes.USAGE,
          "%s; expected %s"
              .formatted(
                  id == null
                      ? from + " has several handlers and none is named"
                      : from + " has no handler " + id,
                  specs.isEmpty()
                      ? "handlers in it"
                      : "one of " + String.join(", ", specs.keySet())));
    }
    return spec;
  }

  /** Starts one, to be called. */
  static HandlerTrial start(HandlerSpec spec) {
    try {
      return HandlerTrial.start(spec);
    } catch (HandlerProblem e) {
      throw new Failure(ExitCodes.USAGE, String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable String kindOf(Path file) {
    return KINDS.get(ending(String.valueOf(file.getFileName())));
  }

  private static String ending(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot);
  }

  private static String id(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(0, name.length() - ending(name).length());
  }
}
