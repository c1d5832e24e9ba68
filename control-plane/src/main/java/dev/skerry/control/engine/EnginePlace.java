package dev.skerry.control.engine;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.postgres.PostgresAddress;
import dev.skerry.origin.engine.postgres.PostgresEngine;
import dev.skerry.origin.engine.postgres.PostgresSettings;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where an engine keeps its rows. */
public sealed interface EnginePlace {
  /** The files of an embedded engine, for one process at a time. */
  record Embedded(Path folder) implements EnginePlace {
    /** Whether there is an engine. */
    public boolean exists() {
      return Files.exists(folder.resolve("CURRENT"));
    }

    @Override
    public RocksEngine open() {
      return RocksEngine.open(RocksSettings.in(folder));
    }

    @Override
    public String toString() {
      return "rocksdb:" + folder;
    }
  }

  /**
   * A database that speaks PostgreSQL's protocol, for any number of processes.
   *
   * @param url as it was given
   * @param address what it says
   */
  record Database(String url, PostgresAddress address) implements EnginePlace {
    /** Refuses files that are found only from where the process was started. */
    public Database {
      requireAbsolute("password-file", address.passwordFile());
      requireAbsolute("sslrootcert", address.authorities());
    }

    private static void requireAbsolute(String parameter, @Nullable Path file) {
      if (file != null && !file.isAbsolute()) {
        throw new IllegalArgumentException(
            parameter + "=" + file + " in the address of a database, expected an absolute path");
      }
    }

    /** Whether another address leads to the same rows, as far as addresses tell. */
    public boolean isSameAs(Database other) {
      return address.hosts().equals(other.address.hosts())
          && address.database().equals(other.address.database())
          && address.schema().equals(other.address.schema());
    }

    @Override
    public PostgresEngine open() {
      return PostgresEngine.open(PostgresSettings.at(address));
    }

    @Override
    public String toString() {
      return url;
    }
  }

  /**
   * Reads {@code rocksdb:FOLDER} or {@code postgresql://USER@HOST/DATABASE}, see {@link
   * PostgresAddress#parse}.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  static EnginePlace parse(String text) {
    if (text.startsWith("rocksdb:") && text.length() > "rocksdb:".length()) {
      return new Embedded(Path.of(text.substring("rocksdb:".length())));
    }
    if (text.startsWith("postgresql:")) {
      return new Database(text, PostgresAddress.parse(text));
    }
    int colon = text.indexOf(':');
    // Without what follows, which may hold a password.
    String kind = colon < 0 ? text : text.substring(0, colon + 1) + "…";
    throw new IllegalArgumentException(
        "the engine '" + kind + "', expected rocksdb:FOLDER or postgresql://USER@HOST/DATABASE");
  }

  /**
   * Opens the engine, made when there is none.
   *
   * @throws dev.skerry.origin.engine.EngineException saying why it cannot be opened
   */
  Engine open();
}
