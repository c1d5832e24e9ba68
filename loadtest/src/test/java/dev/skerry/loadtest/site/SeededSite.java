package dev.skerry.loadtest.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** More than a thousand files of many sizes, in nested folders, under odd but legal names. */
final class SeededSite {
  private static final int FILES = 1600;
  private static final int FOLDERS = 60;
  private static final int MIB = 1 << 20;

  /** What real sites have in names, and what parsers of paths stumble over. */
  private static final List<String> ODD =
      List.of(
          "with space",
          " leading space",
          "trailing space ",
          "per%cent",
          "looks%20encoded",
          "%2e%2e",
          "%2F",
          "question?mark",
          "hash#tag",
          "semi;colon",
          "amp&ersand",
          "plus+plus",
          "equals=x",
          "comma,comma",
          "at@sign",
          "colon:colon",
          "tilde~",
          "star*",
          "quote'",
          "double\"quote",
          "(parens)",
          "[brackets]",
          "{braces}",
          "pipe|",
          "back\\slash",
          "caret^",
          "grave`",
          "less<more>",
          "dollar$",
          "bang!",
          "...",
          "..dots",
          ".hidden",
          "-dash",
          "_",
          "ümläut",
          "日本語",
          "русский",
          "עברית",
          "emoji😀",
          "e\u0301combining",
          "ﬁligature",
          "a.b.c.d",
          "UPPER",
          "upper",
          "name.tar.gz",
          "0",
          "%",
          "&amp;",
          "http:",
          "x".repeat(200));

  private static final List<String> EXTENSIONS =
      List.of(".html", ".css", ".js", ".png", ".jpg", ".svg", ".json", ".txt", ".woff2", "");

  private final Random random;
  private final Path root;
  private final List<String> files = new ArrayList<>();

  private SeededSite(long seed, Path root) {
    this.random = new Random(seed);
    this.root = root;
  }

  /** Writes the site that belongs to the seed into an empty folder. */
  static SeededSite write(long seed, Path root) throws IOException {
    SeededSite site = new SeededSite(seed, root);
    List<String> folders = site.folders();
    for (int i = 0; i < FILES; i++) {
      String folder = folders.get(site.random.nextInt(folders.size()));
      site.writeFile(folder + site.fileName(i), site.size(i));
    }
    return site;
  }

  private List<String> folders() throws IOException {
    List<String> folders = new ArrayList<>(List.of(""));
    for (int i = 0; i < FOLDERS; i++) {
      String parent = folders.get(random.nextInt(folders.size()));
      String name = i % 2 == 0 ? "folder" + i : ODD.get(random.nextInt(ODD.size() - 1)) + "-" + i;
      folders.add(parent + name + "/");
      Files.createDirectories(root.resolve(parent + name));
    }
    return folders;
  }

  /** Unique by its number; every odd name comes at least once. */
  private String fileName(int number) {
    String extension = EXTENSIONS.get(random.nextInt(EXTENSIONS.size()));
    return number < 4 * ODD.size()
        ? ODD.get(number % ODD.size()) + number + extension
        : "file" + number + extension;
  }

  /** Mostly small, some of a few hundred KB, and one in three hundred of up to 5 MiB. */
  private int size(int number) {
    return switch (number % 300) {
      case 0 -> 5 * MIB;
      case 1, 2, 3 -> 0;
      case 4 -> 1;
      case 5 -> 64 * 1024;
      case 6 -> MIB + 1;
      default -> (int) Math.exp(random.nextDouble() * Math.log(256 * 1024));
    };
  }

  private void writeFile(String name, int size) throws IOException {
    byte[] content = new byte[size];
    random.nextBytes(content);
    Path file = root.resolve(name);
    Files.write(file, content);
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2025-01-01T00:00:00Z")));
    files.add(name);
  }

  /** The files' paths below the root, with {@code /} between folders. */
  List<String> files() {
    return files;
  }

  Path file(String name) {
    return root.resolve(name);
  }

  /** A file's path as a URL's, everything percent-encoded but what RFC 3986 calls unreserved. */
  static String urlPath(String name) {
    StringBuilder path = new StringBuilder("/");
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (c == '/' || (c < 128 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0))) {
        path.append(c);
      } else {
        path.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }
    return path.toString();
  }
}
