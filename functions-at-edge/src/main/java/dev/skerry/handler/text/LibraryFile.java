package dev.skerry.handler.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The scripts that stand around a handler's source: resources beside the class that runs them. */
public final class LibraryFile {
  private LibraryFile() {}

  /**
   * The text of a file in a class's package.
   *
   * @throws IllegalStateException if there is none, as the program is then not whole
   */
  public static String read(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("the resource " + name + " cannot be read", e);
    }
  }
}
