package dev.skerry.control.engine;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.dump.Progress;
import dev.skerry.origin.engine.dump.Report;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * An engine that is filled from elsewhere. An embedded one is called {@code NAME.unfinished} until
 * all is in it. Broken off, at whatever point, it is filled further by doing the same again.
 */
public final class NewEngine {
  private NewEngine() {}

  /** What an engine is filled with. */
  @FunctionalInterface
  public interface Content {
    /** Puts all rows into the engine, of which there may be some already. */
    Report into(Engine engine, Progress progress) throws IOException;
  }

  /**
   * Fills the engine of a place.
   *
   * @throws IOException when there is an embedded engine already
   * @throws dev.skerry.origin.engine.EngineException.Unsupported when it has other rows
   */
  public static Report fill(EnginePlace place, Content content, Progress progress)
      throws IOException {
    return switch (place) {
      case EnginePlace.Embedded(Path folder) -> fill(folder, content, progress);
      case EnginePlace.Database database -> {
        try (Engine engine = database.open()) {
          yield content.into(engine, progress);
        }
      }
    };
  }

  private static Report fill(Path folder, Content content, Progress progress) throws IOException {
    if (Files.exists(folder)) {
      throw new IOException(folder + " exists, and nothing is overwritten. Choose another");
    }
    Path unfinished = unfinished(folder);
    Report done;
    try (Engine engine = new EnginePlace.Embedded(unfinished).open()) {
      done = content.into(engine, progress);
    }
    Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel parent =
        FileChannel.open(folder.toAbsolutePath().resolveSibling(""), StandardOpenOption.READ)) {
      parent.force(true);
    }
    return done;
  }

  /** What an engine's folder is called until all is in it. */
  public static Path unfinished(Path folder) {
    return folder.resolveSibling(folder.getFileName() + ".unfinished");
  }
}
