package dev.skerry.origin.objects.s3;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * Lines of access logs that wait to be written, those of one object in a pile: 16 MiB of all, and a
 * quarter of that in one pile, so that one bucket that is called often leaves room for the others.
 * What is beyond that is left out, and counted. Any thread.
 *
 * @param <K> what a pile goes to
 */
final class LogPiles<K> {
  static final int BYTES_MAX = 16 << 20;
  static final int PILE_BYTES_MAX = BYTES_MAX / 4;

  // Guarded by this.
  private Map<K, ByteArrayOutputStream> piles = new HashMap<>();
  private int bytes;
  private long lost;

  /**
   * What has waited.
   *
   * @param lines by what they go to
   * @param lost lines that are left out, since what was taken before
   */
  record Taken<K>(Map<K, byte[]> lines, long lost) {}

  /**
   * Has a line wait, or leaves it out.
   *
   * @param line of ASCII, with its end
   */
  synchronized void add(K pile, String line) {
    ByteArrayOutputStream known = piles.get(pile);
    int mine = known == null ? 0 : known.size();
    if (bytes + line.length() > BYTES_MAX || mine + line.length() > PILE_BYTES_MAX) {
      lost++;
      return;
    }
    piles
        .computeIfAbsent(pile, any -> new ByteArrayOutputStream())
        .writeBytes(line.getBytes(US_ASCII));
    bytes += line.length();
  }

  /** Has lines that were taken wait again, as many as there is room for beside newer ones. */
  void putBack(K pile, byte[] lines) {
    new String(lines, US_ASCII).lines().forEach(line -> add(pile, line + '\n'));
  }

  /** Takes all that waits. */
  synchronized Taken<K> take() {
    Map<K, byte[]> taken = new HashMap<>();
    piles.forEach((pile, lines) -> taken.put(pile, lines.toByteArray()));
    piles = new HashMap<>();
    bytes = 0;
    long left = lost;
    lost = 0;
    return new Taken<>(taken, left);
  }
}
