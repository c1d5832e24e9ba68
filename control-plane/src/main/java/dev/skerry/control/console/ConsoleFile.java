package dev.skerry.control.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * A file of the console, read once.
 *
 * @param type its media type
 * @param version the beginning of its SHA-256
 */
record ConsoleFile(String type, String version, Content octets) {
  private static final String LIBRARY = "META-INF/maven/org.webjars.npm/chart.js/pom.properties";
  private static final int VERSION_BYTES = 8;

  private static final List<String> SCRIPTS =
      List.of(
          "api",
          "audit",
          "configuration",
          "dom",
          "edges",
          "explain",
          "format",
          "lines",
          "live",
          "main",
          "poll",
          "purge");

  /** Octets that nobody alters. */
  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  record Content(byte[] octets) {}

  byte[] content() {
    return octets.octets();
  }

  /** The page itself. */
  static ConsoleFile page() {
    return own("index.html", "text/html; charset=utf-8");
  }

  /** What the page needs, by name. */
  static Map<String, ConsoleFile> all() {
    Map<String, ConsoleFile> files = new TreeMap<>();
    for (String script : SCRIPTS) {
      files.put(script + ".js", own(script + ".js", "text/javascript; charset=utf-8"));
    }
    files.put("console.css", own("console.css", "text/css; charset=utf-8"));
    files.put("icon.svg", own("icon.svg", "image/svg+xml"));
    files.put("chart.js", of(chartLibrary(), "text/javascript; charset=utf-8"));
    return files;
  }

  private static ConsoleFile own(String name, String type) {
    return of("dev/skerry/control/console/" + name, type);
  }

  /** Where the library is, which has its version in its path. */
  private static String chartLibrary() {
    Properties properties = new Properties();
    try (InputStream in = open(LIBRARY)) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "META-INF/resources/webjars/chart.js/%s/dist/chart.umd.js"
        .formatted(properties.getProperty("version"));
  }

  private static ConsoleFile of(String resource, String type) {
    try (InputStream in = open(resource)) {
      byte[] content = in.readAllBytes();
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      String version = HexFormat.of().formatHex(Arrays.copyOf(digest, VERSION_BYTES));
      return new ConsoleFile(type, version, new Content(content));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  private static InputStream open(String resource) throws IOException {
    InputStream in = ConsoleFile.class.getClassLoader().getResourceAsStream(resource);
    if (in == null) {
      throw new IOException("the program lacks its own file " + resource);
    }
    return in;
  }
}
