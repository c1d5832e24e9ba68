package dev.skerry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.edge.config.document.Bundle;
import dev.skerry.edge.config.document.Compilation;
import dev.skerry.edge.config.document.ConfigDocument;
import dev.skerry.edge.config.document.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The configuration file that the user named, and the files that it names. */
final class DocumentFile implements Configuration.DocumentSource {
  private final Path file;
  private volatile Set<Path> read;
  private volatile @Nullable Bundle bundle;

  DocumentFile(Path file) {
    this.file = file;
    this.read = Set.of(file);
  }

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public Compilation load() {
    Set<Path> files = ConcurrentHashMap.newKeySet();
    files.add(file);
    try {
      byte[] document = Files.readAllBytes(file);
      Remembered sources = new Remembered(folder(), files);
      Compilation compilation = ConfigDocument.compile(file.toString(), document, sources);
      bundle = sources.bundle(String.valueOf(file.getFileName()), document);
      return compilation;
    } catch (IOException e) {
      return ConfigDocument.load(file); // which says why it cannot be read
    } finally {
      read = Set.copyOf(files);
    }
  }

  @Override
  public @Nullable Bundle bundle() {
    return bundle;
  }

  /** All files that the document of the last {@link #load} was made from. */
  Set<Path> files() {
    return read;
  }

  private Path folder() {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null ? Path.of(".") : folder;
  }

  /** The real sources, which remember what they were asked for. */
  private static final class Remembered implements Sources {
    private final Path folder;
    private final Set<Path> files;
    private final Sources real;
    private final Map<String, byte[]> contents = new ConcurrentHashMap<>();
    private final Map<String, String> variables = new ConcurrentHashMap<>();

    Remembered(Path folder, Set<Path> files) {
      this.folder = folder;
      this.files = files;
      this.real = Sources.of(folder);
    }

    @Override
    public byte[] file(String name) throws IOException {
      files.add(folder.resolve(name));
      byte[] content = real.file(name);
      contents.put(name, content);
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

    /** A document with all that it asked for. */
    Bundle bundle(String name, byte[] document) {
      return new Bundle(name, new String(document, UTF_8), contents, variables);
    }
  }
}
