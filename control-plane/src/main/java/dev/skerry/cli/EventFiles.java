package dev.skerry.cli;

import dev.skerry.handler.testing.EventFile;
import dev.skerry.handler.testing.EventProblem;
import dev.skerry.handler.testing.TestEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds and reads files of events. */
final class EventFiles {
  private static final int DEPTH = 8;

  private EventFiles() {}

  /** Those that are named, and of named folders those in it and below it, in order. */
  static List<Path> in(List<Path> paths) {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        files.addAll(below(path));
      } else {
        files.add(path);
      }
    }
    return files;
  }

  private static List<Path> below(Path folder) {
    try (Stream<Path> all = Files.walk(folder, DEPTH)) {
      List<Path> found = all.filter(file -> isEventFile(folder, file)).sorted().toList();
      if (found.isEmpty()) {
        throw new Failure(
            ExitCodes.USAGE,
            "there are no event files in %s; expected events/*.json or *.event.json"
                .formatted(folder));
      }
      return found;
    } catch (IOException e) {
      throw new Failure(ExitCodes.USAGE, String.valueOf(Failure.of(e).getMessage()));
    }
  }

  private static boolean isEventFile(Path folder, Path file) {
    for (Path part : folder.relativize(file)) {
      if (part.toString().startsWith(".") || part.toString().equals("node_modules")) {
        return false;
      }
    }
    String name = String.valueOf(file.getFileName());
    Path parent = file.toAbsolutePath().getParent();
    boolean inEvents = parent != null && "events".equals(String.valueOf(parent.getFileName()));
    return name.endsWith(".event.json") || (inEvents && name.endsWith(".json"));
  }

  /** The events of a file. */
  static List<TestEvent> read(Path file) {
    try {
      return EventFile.read(file.toString(), Files.readAllBytes(file));
    } catch (EventProblem e) {
      throw new Failure(ExitCodes.USAGE, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new Failure(ExitCodes.USAGE, String.valueOf(Failure.of(e).getMessage()));
    }
  }

  /** The configuration beside a file, or in the folder above; null where there is none. */
  static @Nullable Path configBeside(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    for (int i = 0; i < 2 && folder != null; i++) {
      Path config = folder.resolve(HandlerSources.USUAL_CONFIG);
      if (Files.exists(config)) {
        Path here = Path.of("").toAbsolutePath();
        return config.startsWith(here) ? here.relativize(config) : config;
      }
      folder = folder.getParent();
    }
    return null;
  }
}
