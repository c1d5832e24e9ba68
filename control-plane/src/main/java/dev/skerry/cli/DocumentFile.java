package dev.skerry.cli;

import dev.skerry.edge.config.document.Compilation;
import dev.skerry.edge.config.document.ConfigDocument;
import dev.skerry.edge.config.document.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The configuration file that the user named, and the files that it names. */
final class DocumentFile implements Configuration.DocumentSource {
  private final Path file;
  private volatile Set<Path> read;

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
      return ConfigDocument.compile(
          file.toString(), Files.readAllBytes(file), new Remembered(folder(), files));
    } catch (IOException e) {
      return ConfigDocument.load(file); // which says why it cannot be read
    } finally {
      read = Set.copyOf(files);
    }
  }

  /** All files that the document of the last {@link #load} was made from. */
  Set<Path> files() {
    return read;
  }

  private Path folder() {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null ? Path.of(".") : folder;
  }

  /** The real sources, which remember the files they were asked for. */
  private record Remembered(Path folder, Set<Path> files, Sources real) implements Sources {
    Remembered(Path folder, Set<Path> files) {
      this(folder, files, Sources.of(folder));
    }

    @Override
    public byte[] file(String name) throws IOException {
      files.add(folder.resolve(name));
      return real.file(name);
    }

    @Override
    public @Nullable String variable(String name) {
      return real.variable(name);
    }
  }
}
