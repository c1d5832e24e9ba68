package dev.skerry.edge.config.document;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** The way from a document to a snapshot. */
public final class ConfigDocument {
  private ConfigDocument() {}

  /**
   * Compiles a document; never throws for what it holds.
   *
   * @param name for messages; JSON if it ends with {@code .json}, else YAML
   * @param content UTF-8
   * @param sources what the document may name outside of itself
   */
  public static Compilation compile(String name, byte[] content, Sources sources) {
    Problems problems = new Problems(name);
    Decoding decoding = new Decoding(sources, problems);
    decoding.depend(content);
    Node root = TreeReader.read(name, content, problems);
    if (root == null) {
      return new Compilation.Refused(problems.sorted());
    }
    Place start = new Place(root.mark(), "");
    Settings settings = DocumentShape.SHAPE.decode(root, start, decoding);
    if (settings != null) {
      Checks.check(settings, problems);
    }
    if (settings == null || !problems.isEmpty()) {
      return new Compilation.Refused(problems.sorted());
    }
    return new Compilation.Compiled(
        SnapshotBuilder.build(settings, decoding.fingerprint()),
        new ShownDocument(DocumentShape.SHAPE.redacted(root)));
  }

  /** Reads and compiles a file; names in it are relative to its folder. */
  public static Compilation load(Path file) {
    String name = file.toString();
    Path folder = file.toAbsolutePath().getParent();
    try {
      if (Files.size(file) > TreeReader.MAX_BYTES) {
        return unreadable(name, "is larger than " + TreeReader.MAX_BYTES + " bytes");
      }
      byte[] content = Files.readAllBytes(file);
      return compile(name, content, Sources.of(folder == null ? Path.of(".") : folder));
    } catch (NoSuchFileException _) {
      return unreadable(name, "there is no such file");
    } catch (AccessDeniedException _) {
      return unreadable(name, "may not be read by the user " + System.getProperty("user.name"));
    } catch (IOException e) {
      return unreadable(name, "cannot be read: " + e.getMessage());
    }
  }

  private static Compilation unreadable(String name, String why) {
    return new Compilation.Refused(List.of(new Problem(name, 0, 0, "", why, "a file to read")));
  }

  /**
   * The shortest document: everything from one origin.
   *
   * @param url scheme, host and port, {@code http://127.0.0.1:8000}; whether it is right is seen
   *     when the document is compiled
   */
  public static String forOrigin(String url) {
    return Rendering.json(
        Ordered.map("sites", List.of(Ordered.map("hosts", List.of("*"), "origin", url))));
  }

  /** Compiles the shortest document; problems name {@code --to}. */
  public static Compilation compileForOrigin(String url) {
    byte[] content = forOrigin(url).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return compile("--to", content, Sources.none());
  }
}
