package dev.skerry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.edge.config.document.Bundle;
import dev.skerry.edge.config.document.Compilation.Refused;
import dev.skerry.edge.config.document.Problem;
import dev.skerry.handler.Hook;
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
record HandlerScaffold(String name, Language language, Hook hook) {
  /** What a handler is written in. */
  enum Language {
    JS,
    TS;

    /** What to do with a folder that was just made. */
    String next(String folder) {
      String test = "skerry handler test " + folder;
      return this == TS
          ? "(cd %s && npm install && npm run build), then %s".formatted(folder, test)
          : test;
    }
  }

  /** All files; where this version takes no such handler a {@link Failure} says so. */
  Map<String, String> files() {
    boolean response = hook == Hook.VIEWER_RESPONSE || hook == Hook.ORIGIN_RESPONSE;
    String kind = response ? "response/" : "request/";
    Map<String, String> files = new LinkedHashMap<>();
    switch (language) {
      case JS -> {
        files.put(name + ".js", template(kind + "handler.js"));
        files.put("README.md", template("js.md"));
      }
      case TS -> {
        files.put(name + ".ts", template(kind + "handler.ts"));
        files.put("skerry.d.ts", template("skerry.d.ts"));
        files.put("package.json", template("package.json"));
        files.put("tsconfig.json", template("tsconfig.json"));
        files.put("README.md", template("ts.md"));
      }
    }
    files.put("events/" + name + ".json", template(kind + "events.json"));
    files.put(HandlerSources.USUAL_CONFIG, template("skerry.yaml"));
    check(template("skerry.yaml"), template(kind + "handler.js"));
    return files;
  }

  private String source() {
    return language == Language.TS ? "dist/" + name + ".js" : name + ".js";
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
    try (InputStream in = HandlerScaffold.class.getResourceAsStream("handler/" + resource)) {
      if (in == null) {
        throw new IllegalStateException("the program has no template " + resource);
      }
      return new String(in.readAllBytes(), UTF_8)
          .replace("{{name}}", name)
          .replace("{{hook}}", hook.token())
          .replace("{{source}}", source());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
