package dev.skerry.control.engine;

import dev.skerry.origin.access.account.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which engine a data folder stands on: the one in its {@code engine}, or the database of which its
 * {@code engine-address} has the address. Chosen once, and never changed in passing.
 */
public final class EngineChoice {
  private static final String FILES = "engine";
  private static final String ADDRESS = "engine-address";

  private EngineChoice() {}

  /**
   * The engine of a data folder.
   *
   * @param wanted null for whatever the folder has; the embedded one where it has none
   * @throws IOException when the folder has another than is wanted
   */
  public static EnginePlace of(Path data, EnginePlace.@Nullable Database wanted)
      throws IOException {
    EnginePlace.Embedded embedded = embedded(data);
    EnginePlace.Database noted = noted(data);
    if (noted != null && embedded.exists()) {
      throw new IOException(
          """
          %s and %s are both there, and which of them has the data is not known.
          Move away the one that has not\
          """
              .formatted(embedded.folder(), data.resolve(ADDRESS)));
    }
    if (wanted == null) {
      return noted == null ? embedded : noted;
    }
    if (embedded.exists()) {
      throw new IOException(
          """
          %s has the data, and not %s. Leave out --engine, choose another --data, or move the data:
            skerry migrate --from %s --to '%s'\
          """
              .formatted(embedded.folder(), wanted, embedded, wanted));
    }
    if (noted != null && !noted.isSameAs(wanted)) {
      throw new IOException(
          """
          the data is in %s, and not in %s. Leave out --engine, or choose another --data.
          If that database answers at another address now, write it into %s\
          """
              .formatted(noted, wanted, data.resolve(ADDRESS)));
    }
    return wanted;
  }

  /** The place of an engine in the folder itself. */
  public static EnginePlace.Embedded embedded(Path data) {
    return new EnginePlace.Embedded(data.resolve(FILES));
  }

  /** Whether the folder has chosen: a choice is not made twice. */
  public static boolean isMade(Path data) {
    return Files.exists(data.resolve(FILES)) || Files.exists(data.resolve(ADDRESS));
  }

  /** Notes what has been opened; nothing for the engine in the folder itself. */
  public static void remember(Path data, EnginePlace place) throws IOException {
    if (place instanceof EnginePlace.Database database) {
      EnginePlace.Database noted = noted(data);
      if (noted == null || !noted.url().equals(database.url())) {
        byte[] line = (database.url() + '\n').getBytes(StandardCharsets.UTF_8);
        PrivateFile.write(data.resolve(ADDRESS), line);
      }
    }
  }

  private static EnginePlace.@Nullable Database noted(Path data) throws IOException {
    Path file = data.resolve(ADDRESS);
    if (Files.notExists(file)) {
      return null;
    }
    try {
      if (EnginePlace.parse(PrivateFile.read(file).strip())
          instanceof EnginePlace.Database database) {
        return database;
      }
      throw new IllegalArgumentException("expected the address of a database");
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }
}
