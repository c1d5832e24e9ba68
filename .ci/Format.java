import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Checks or rewrites the format of every Java source of the project; called by the root pom. */
final class Format {
  private static final List<String> CHECK = List.of("--dry-run", "--set-exit-if-changed");
  private static final List<String> WRITE = List.of("--replace");

  private Format() {}

  /**
   * Exits with 0 if every source is formatted.
   *
   * @param args {@code check} or {@code write}, then the project's folder
   */
  public static void main(String... args) throws Exception {
    boolean write = args[0].equals("write");
    if (!write && !args[0].equals("check")) {
      throw new IllegalArgumentException("expected check or write, got " + args[0]);
    }
    List<String> arguments = new ArrayList<>(write ? WRITE : CHECK);
    arguments.addAll(sources(Path.of(args[1])));
    PrintWriter out = new PrintWriter(System.out, true);
    PrintWriter err = new PrintWriter(System.err, true);
    int status = new Main(out, err, System.in).format(arguments.toArray(String[]::new));
    out.flush();
    if (status != 0 && !write) {
      err.println("Not formatted: the files above. Run: mvn -q -N verify -Dskerry.format=write");
    }
    System.exit(status);
  }

  private static List<String> sources(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> isOurs(root.relativize(file)))
          .map(Path::toString)
          .sorted()
          .toList();
    }
  }

  private static boolean isOurs(Path file) {
    for (Path part : file) {
      if (part.toString().equals("target") || part.toString().equals("node_modules")) {
        return false;
      }
    }
    return true;
  }
}
