package dev.skerry.loadtest.neighbours;

import dev.skerry.loadtest.peers.HandlerJar;
import dev.skerry.loadtest.terminal.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Handlers of a kind, one for each of the files of a folder.
 *
 * @param kind as the configuration has it
 * @param folder below {@code loadtest}
 * @param suffix of its files
 */
record Neighbours(String name, String kind, String folder, String suffix) {
  /** Those that mean no good; the same functions are run by both engines that know their shape. */
  static final List<Neighbours> HOSTILE =
      List.of(
          new Neighbours("js", "js", "neighbours/function", ".js"),
          new Neighbours("modules", "js", "neighbours/module", ".js"),
          new Neighbours("js-sandboxed", "js-sandboxed", "neighbours/function", ".js"),
          new Neighbours("wasm", "wasm", "neighbours/wasm", ".wasm"),
          new Neighbours("java", "java", "neighbours/java", ".java"));

  /** Those that set a field, and so does each node of somebody who has handlers. */
  static final List<Neighbours> ORDINARY =
      List.of(
          new Neighbours("ordinary-js", "js", "peers/handlers", ".js"),
          new Neighbours("ordinary-js-sandboxed", "js-sandboxed", "peers/handlers", ".js"),
          new Neighbours("ordinary-wasm", "wasm", "peers/handlers", ".wasm"),
          new Neighbours("ordinary-java", "java", "peers/handlers", ".java"));

  /**
   * Its handlers as members of a configuration's {@code handlers}.
   *
   * @param work where what is made of sources is put
   * @param names gets the handlers' names
   */
  String configured(Path work, List<String> names) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path source : sources()) {
      String file = source.getFileName().toString();
      String handler = name + "-" + file.substring(0, file.length() - suffix.length());
      names.add(handler);
      text.append("  ").append(handler).append(": {kind: ").append(kind);
      text.append(", source: ").append(program(source, work)).append("}\n");
    }
    return text.toString();
  }

  private List<Path> sources() throws IOException {
    Path sources = Home.folder().resolve("loadtest").resolve(folder);
    try (Stream<Path> files = Files.list(sources)) {
      return new ArrayList<>(
          files.filter(each -> each.toString().endsWith(suffix)).sorted().toList());
    }
  }

  private static Path program(Path source, Path work) throws IOException {
    if (!source.toString().endsWith(".java")) {
      return source;
    }
    Path jar = work.resolve(source.getFileName() + ".jar");
    HandlerJar.write(source, jar);
    return jar;
  }
}
