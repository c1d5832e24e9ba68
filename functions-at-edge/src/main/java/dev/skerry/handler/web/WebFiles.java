package dev.skerry.handler.web;

import dev.skerry.handler.text.LibraryFile;
import java.util.Set;

/** The library in JavaScript: the resources of this package, as engines evaluate them. */
public final class WebFiles {
  /** A function of {@code common.js} and of the host's functions by their names. */
  public static final String PLATFORM = "platform";

  /** A function of what the platform gives; it gives what calls modules. */
  public static final String RUNTIME = "runtime";

  /** The others, of which the platform asks for what a handler uses: functions of the platform. */
  public static final Set<String> NAMES =
      Set.of(
          "algorithms",
          "arrivals",
          "base64",
          "blob",
          "body",
          "bytequeue",
          "bytetee",
          "bytes",
          "caches",
          "clone",
          "compression",
          "console",
          "crypto",
          "data",
          "dataurl",
          "encoding",
          "errors",
          "events",
          "fetch",
          "form",
          "headers",
          "html",
          "iteration",
          "keys",
          "messages",
          "multipart",
          "others",
          "piping",
          "readable",
          "services",
          "strategy",
          "subtle",
          "timers",
          "transform",
          "url",
          "workers",
          "writable");

  private WebFiles() {}

  /** The text of a file, an expression. */
  public static String read(String name) {
    if (!NAMES.contains(name) && !name.equals(PLATFORM) && !name.equals(RUNTIME)) {
      throw new IllegalArgumentException("the platform has no file " + name);
    }
    return LibraryFile.read(WebFiles.class, file(name));
  }

  /** What it is called, for stacks. */
  public static String file(String name) {
    return name + ".js";
  }
}
