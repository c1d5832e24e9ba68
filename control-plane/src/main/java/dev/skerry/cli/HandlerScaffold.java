package dev.skerry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.edge.config.document.Bundle;
import dev.skerry.edge.config.document.Compilation.Refused;
import dev.skerry.edge.config.document.Problem;
import dev.skerry.handler.Hook;
import dev.skerry.handler.js.JsPrograms;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The files of a new handler, by their names in its folder.
 *
 * @param name its id
 */
record HandlerScaffold(String name, Language language, Shape shape, Hook hook) {
  /** How its code is called. */
  enum Shape {
    /** {@code function handler(event)}, as CloudFront Functions are. */
    FUNCTION,
    /** {@code export default {…}}, as Workers are. */
    MODULE
  }

  private static final String TYPES = "skerry.d.ts";

  /** What a handler is written in. */
  enum Language {
    JS,
    TS,
    JAVA,
    WASM;

    /** What to do with a folder that was just made. */
    String next(String folder) {
      String test = "skerry handler test " + folder;
      return switch (this) {
        case JS -> test;
        case TS -> "(cd %s && npm install && npm run build), then %s".formatted(folder, test);
        case JAVA ->
            "(cd %s && mvn install -pl .,functions-at-edge -DskipTests), once for this version of skerry,%n      then (cd %s && mvn package), then %s"
                .formatted(System.getProperty("skerry.home", "SKERRY"), folder, test);
        case WASM -> "(cd %s && %s), then %s".formatted(folder, clang(folder), test);
      };
    }
  }

  private static String clang(String name) {
    return "clang --target=wasm32 -O2 -nostdlib -Wl,--no-entry -o %s.wasm %s.c"
        .formatted(name, name);
  }

  /** All files; where this version takes no such handler a {@link Failure} says so. */
  Map<String, String> files() {
    boolean response = hook == Hook.VIEWER_RESPONSE || hook == Hook.ORIGIN_RESPONSE;
    String kind = response ? "response/" : "request/";
    boolean module = shape == Shape.MODULE;
    String code = (module ? "module/" : "") + kind;
    Map<String, String> files = new LinkedHashMap<>();
    switch (language) {
      case JS -> {
        files.put(name + ".js", template(code + "handler.js"));
        files.put("README.md", template("js.md"));
      }
      case JAVA -> {
        requireRequests();
        String folder = "java/com/example/EdgeHandler";
        files.put("src/main/" + folder + ".java", template("java/EdgeHandler.java.template"));
        files.put(
            "src/test/" + folder + "Test.java", template("java/EdgeHandlerTest.java.template"));
        files.put("pom.xml", template("java/pom.xml"));
        files.put("README.md", template("java.md"));
      }
      case WASM -> {
        requireRequests();
        files.put(name + ".c", template("wasm/handler.c"));
        files.put("README.md", template("wasm.md"));
      }
      case TS -> {
        files.put(name + ".ts", template(code + "handler.ts"));
        files.put("skerry.d.ts", module ? read(JsPrograms.class, TYPES) : template(TYPES));
        files.put("package.json", template("package.json"));
        files.put("tsconfig.json", template((module ? "module/" : "") + "tsconfig.json"));
        files.put("README.md", template((module ? "module/" : "") + "ts.md"));
      }
    }
    files.put("events/" + name + ".json", template(kind + "events.json"));
    files.put(HandlerSources.USUAL_CONFIG, template("skerry.yaml"));
    if (language == Language.JS || language == Language.TS) {
      check(template("skerry.yaml"), template(code + "handler.js"));
    }
    return files;
  }

  private void requireRequests() {
    if (!hook.isAboutRequest()) {
      throw new Failure(
          ExitCodes.USAGE,
          "in this language this writes handlers for viewer-request and origin-request; docs/handlers-%s.md says what others have"
              .formatted(language == Language.JAVA ? "java" : "wasm"));
    }
  }

  /** Beside the document. */
  private String source() {
    return switch (language) {
      case JS -> name + ".js";
      case TS -> "dist/" + name + ".js";
      case JAVA -> "target/" + name + ".jar";
      case WASM -> name + ".wasm";
    };
  }

  private String kind() {
    return switch (language) {
      case JS, TS -> "";
      case JAVA -> "\n    kind: java";
      case WASM -> "\n    kind: wasm";
    };
  }

  /** Whether an edge of this version would take it. */
  private void check(String document, String script) {
    Bundle bundle =
        new Bundle(
            HandlerSources.USUAL_CONFIG,
            document,
            Map.of(source(), script.getBytes(UTF_8)),
            Map.of());
    if (bundle.compile() instanceof Refused(var problems)) {
      throw new Failure(
          ExitCodes.PROBLEM,
          "this version of skerry cannot run such a handler:\n"
              + problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    }
  }

  private String template(String resource) {
    return read(HandlerScaffold.class, "handler/" + resource)
        .replace("{{name}}", name)
        .replace("{{hook}}", hook.token())
        .replace("{{function}}", function())
        .replace("{{interface}}", capital(function()) + "Handler")
        .replace("{{method}}", "on" + capital(function()))
        .replace("{{export}}", hook.token().replace('-', '_'))
        .replace("{{version}}", VersionCommand.number())
        .replace("{{build}}", clang(name))
        .replace("{{kind}}", kind())
        .replace("{{source}}", source());
  }

  /** The function of a module that is called at the hook. */
  private String function() {
    String[] words = hook.token().split("-", 2);
    return words[0] + capital(words[1]);
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  private static String read(Class<?> beside, String resource) {
    try (InputStream in = beside.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the program has no template " + resource);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
