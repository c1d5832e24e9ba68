package dev.skerry.loadtest.terminal;

import java.nio.file.Path;

/** Where the project is. */
public final class Home {
  private Home() {}

  /** The project's folder, as the launcher tells it; else the current one. */
  public static Path folder() {
    return Path.of(System.getProperty("skerry.home", ".")).toAbsolutePath().normalize();
  }

  /** The launcher. */
  public static Path launcher() {
    return folder().resolve("skerry");
  }
}
