package dev.skerry.edge.upstream;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The table of names that the machine itself keeps ({@code /etc/hosts}), read anew at each
 * question; to be asked on a thread that may block.
 *
 * <p>{@code localhost} is always the loopback addresses (RFC 6761 §6.3).
 */
final class HostsFile {
  private static final long MAX_BYTES = 1 << 20;

  private final Path file;

  HostsFile(Path file) {
    this.file = file;
  }

  /** The addresses of the name, IPv4 first; empty if it is not in the table. */
  List<InetAddress> lookup(String name) {
    List<InetAddress> found = new ArrayList<>();
    String wanted = name.toLowerCase(Locale.ROOT);
    try {
      if (Files.isReadable(file) && Files.size(file) <= MAX_BYTES) {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
          lines.forEach(line -> collect(line, wanted, found));
        }
      }
    } catch (IOException e) {
      found.clear(); // An unreadable table is no table: DNS is asked.
    }
    if (found.isEmpty() && (wanted.equals("localhost") || wanted.endsWith(".localhost"))) {
      found.add(InetAddress.ofLiteral("127.0.0.1"));
      found.add(InetAddress.ofLiteral("::1"));
    }
    found.sort((a, b) -> Integer.compare(a.getAddress().length, b.getAddress().length));
    return found;
  }

  private static void collect(String line, String wanted, List<InetAddress> found) {
    int comment = line.indexOf('#');
    String entry = (comment < 0 ? line : line.substring(0, comment)).strip();
    if (entry.isEmpty()) {
      return;
    }
    String[] words = entry.split("\\s+", -1);
    for (int i = 1; i < words.length; i++) {
      if (words[i].toLowerCase(Locale.ROOT).equals(wanted)) {
        add(words[0], found);
        return;
      }
    }
  }

  private static void add(String literal, List<InetAddress> found) {
    try {
      InetAddress address = InetAddress.ofLiteral(literal);
      if (!found.contains(address)) {
        found.add(address);
      }
    } catch (IllegalArgumentException e) {
      // A line that begins with no address says nothing.
    }
  }
}
