package dev.skerry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.edge.config.document.Bundle;
import dev.skerry.edge.config.document.Compilation.Refused;
import dev.skerry.edge.config.document.ConfigDocument;
import dev.skerry.edge.config.document.Problem;
import dev.skerry.edge.config.document.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A configuration file with the files and variables that it names, to be sent elsewhere. */
final class CollectedDocument {
  private final Bundle bundle;

  private CollectedDocument(Bundle bundle) {
    this.bundle = bundle;
  }

  /** Reads a file and all that it names; one that is wrong is a {@link Failure}. */
  static CollectedDocument of(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    Collecting sources = new Collecting(Sources.of(parent == null ? Path.of(".") : parent));
    byte[] content;
    try {
      content = Files.readAllBytes(file);
    } catch (IOException e) {
      throw Failure.of(e);
    }
    if (ConfigDocument.compile(file.toString(), content, sources) instanceof Refused(var all)) {
      throw new Failure(
          ExitCodes.PROBLEM,
          "the configuration is wrong:\n"
              + all.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    }
    return new CollectedDocument(
        new Bundle(
            String.valueOf(file.getFileName()),
            new String(content, UTF_8),
            sources.files,
            sources.variables));
  }

  /** As the admin API takes it. */
  ObjectNode json() {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("name", bundle.name());
    json.put("document", bundle.document());
    ObjectNode files = json.putObject("files");
    new TreeMap<>(bundle.files()).forEach(files::put);
    ObjectNode variables = json.putObject("variables");
    new TreeMap<>(bundle.variables()).forEach(variables::put);
    return json;
  }

  /** What is sent beside the document, for people; empty for nothing. */
  String alsoSent() {
    StringBuilder text = new StringBuilder();
    append(text, "files", bundle.files());
    append(text, "variables", bundle.variables());
    return text.toString();
  }

  private static void append(StringBuilder text, String what, Map<String, ?> named) {
    if (!named.isEmpty()) {
      text.append(text.isEmpty() ? "" : "; ").append(what).append(' ');
      text.append(String.join(", ", new TreeMap<>(named).keySet()));
    }
  }

  /** The real sources, which keep what they were asked for. */
  private static final class Collecting implements Sources {
    final Map<String, byte[]> files = new TreeMap<>();
    final Map<String, String> variables = new TreeMap<>();
    private final Sources real;

    Collecting(Sources real) {
      this.real = real;
    }

    @Override
    public byte[] file(String name) throws IOException {
      byte[] content = real.file(name);
      files.put(name, content);
      return content;
    }

    @Override
    public @Nullable String variable(String name) {
      String value = real.variable(name);
      if (value != null) {
        variables.put(name, value);
      }
      return value;
    }
  }
}
