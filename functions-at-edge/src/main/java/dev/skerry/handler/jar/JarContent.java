package dev.skerry.handler.jar;

import dev.skerry.handler.HandlerProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a jar, read strictly and within bounds: what a jar tool writes is taken, what is
 * cut, hidden, named twice or too large is refused.
 *
 * <p>Signatures are not checked, so a signed jar is refused, as it would seem to be. Of a
 * multi-release jar the classes that stand for every release count.
 */
final class JarContent {
  private static final int MAX_FILES = 10_000;
  private static final int MAX_BYTES = 32 << 20;
  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final String OF_OTHER_RELEASES = "META-INF/versions/";
  private static final String CLASS = ".class";

  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final Map<String, Long> checksums = new HashMap<>();
  private int bytes;

  private JarContent() {}

  /**
   * Reads a jar.
   *
   * @throws HandlerProblem if it is none, or goes beyond the bounds
   */
  static JarContent read(byte[] jar) throws HandlerProblem {
    JarContent content = new JarContent();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        content.take(entry, zip);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw problem("is no jar that can be read: " + e.getMessage());
    }
    if (content.files.isEmpty()) {
      throw problem("is no jar");
    }
    if (!content.checksums.equals(JarDirectory.checksums(jar))) {
      // Whoever reads it by its directory would run something else.
      throw problem("is a jar whose files are not those of its directory");
    }
    return content;
  }

  private void take(ZipEntry entry, ZipInputStream zip) throws IOException, HandlerProblem {
    String name = checked(entry.getName());
    if (files.size() >= MAX_FILES) {
      throw problem("has more than " + MAX_FILES + " files");
    }
    byte[] file = zip.readNBytes(MAX_BYTES - bytes + 1);
    bytes += file.length;
    if (bytes > MAX_BYTES) {
      throw problem("has more than " + (MAX_BYTES >> 20) + " MiB when it is unpacked");
    }
    if (files.putIfAbsent(name, file) != null) {
      throw problem("has the file " + name + " twice");
    }
    CRC32 checksum = new CRC32();
    checksum.update(file);
    checksums.put(name, checksum.getValue());
  }

  private static String checked(String name) throws HandlerProblem {
    String upper = name.toUpperCase(Locale.ROOT);
    if (upper.matches("META-INF/[^/]*\\.(SF|RSA|DSA|EC)")) {
      throw problem("is signed, which nobody would check: take out " + name);
    }
    if (name.startsWith("/") || name.contains("\\") || ("/" + name + "/").contains("/../")) {
      throw problem("has a file outside of it: " + name);
    }
    return name;
  }

  static HandlerProblem problem(String message) {
    return new HandlerProblem(message, 0, 0);
  }

  /** A file by its whole name, or null. */
  byte @Nullable [] file(String name) {
    return files.get(name);
  }

  /** The class files by name, {@code com/example/MyHandler}. */
  Map<String, byte[]> classes() {
    Map<String, byte[]> classes = new LinkedHashMap<>();
    files.forEach(
        (name, file) -> {
          if (name.endsWith(CLASS)
              && !name.startsWith(OF_OTHER_RELEASES)
              && !name.endsWith("module-info.class")) {
            classes.put(name.substring(0, name.length() - CLASS.length()), file);
          }
        });
    return classes;
  }

  /** All files that are no classes, by name. */
  Map<String, byte[]> resources() {
    Map<String, byte[]> resources = new LinkedHashMap<>(files);
    resources.keySet().removeIf(name -> name.endsWith(CLASS) || name.endsWith("/"));
    return resources;
  }

  /** What the manifest says under a name; null if it says nothing. */
  @Nullable String manifest(String name) throws HandlerProblem {
    byte[] manifest = files.get(MANIFEST);
    if (manifest == null) {
      return null;
    }
    try {
      return new Manifest(new ByteArrayInputStream(manifest)).getMainAttributes().getValue(name);
    } catch (IOException e) {
      throw problem("has a manifest that cannot be read: " + e.getMessage());
    }
  }
}
