package dev.skerry.edge.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The inputs of one fuzz target, in the order of their file names. */
public record Corpus(String name, List<byte[]> inputs) {

  /** Reads the folder {@code fuzz/name} of the test resources; there must be at least one input. */
  public static Corpus of(String name) {
    URL folder = Corpus.class.getResource("/fuzz/" + name);
    if (folder == null) {
      throw new IllegalArgumentException("no folder fuzz/" + name + " in the test resources");
    }
    try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
      List<byte[]> inputs = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        inputs.add(Files.readAllBytes(file));
      }
      if (inputs.isEmpty()) {
        throw new IllegalArgumentException("no input in fuzz/" + name);
      }
      return new Corpus(name, inputs);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
