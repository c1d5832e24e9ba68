package dev.skerry.edge.sync;

import dev.skerry.edge.purge.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the purges had come when an edge last wrote it down, for one that starts with nothing
 * stored: all that it will store was fetched later, so it needs to be told of no purge before, and
 * need not purge what it stored while its control plane was away. Written now and then, unsynced:
 * one that is too old only has purges be told again.
 */
final class LastPosition {
  private static final Logger log = LoggerFactory.getLogger(LastPosition.class);

  private final Path file;
  private @Nullable Position written;

  LastPosition(Path file) {
    this.file = file;
  }

  /** What was written; null for nothing that can be read. */
  @Nullable Position read() {
    if (Files.notExists(file)) {
      return null;
    }
    try {
      Members members = WireJson.read(Files.readAllBytes(file));
      Position position =
          new Position(
              members.text("control_plane"),
              members.number("applied", 0),
              members.number("at_millis", 0));
      members.end();
      return position;
    } catch (IOException | IllegalArgumentException e) {
      log.warn("{} cannot be read: {}", file, e.getMessage());
      return null;
    }
  }

  /** Writes it down if it is another than before. */
  void note(@Nullable Position position) {
    if (position == null || position.equals(written)) {
      return;
    }
    try {
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.write(
          fresh,
          WireJson.write(
              WireJson.object()
                  .put("control_plane", position.source())
                  .put("applied", position.sequence())
                  .put("at_millis", position.atMillis())));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      written = position;
    } catch (IOException e) {
      log.warn("{} cannot be written: {}", file, e.getMessage());
    }
  }
}
