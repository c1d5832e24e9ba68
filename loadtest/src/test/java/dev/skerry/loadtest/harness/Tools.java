package dev.skerry.loadtest.harness;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The programs of this machine that tests use. */
public final class Tools {
  private Tools() {}

  /** The program's path, searched in PATH and where Debian keeps server programs. */
  public static Optional<Path> find(String name) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.concat(
            Stream.of(path.split(File.pathSeparator, -1)),
            Stream.of("/usr/sbin", "/usr/local/sbin"))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** The program's path; fails where it is absent. */
  public static String path(String name) {
    return find(name)
        .orElseThrow(() -> new AssertionError(name + " is not on this machine"))
        .toString();
  }
}
