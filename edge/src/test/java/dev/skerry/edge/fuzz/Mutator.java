package dev.skerry.edge.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Makes inputs out of others: flips, inserts, deletes, repeats, swaps and splices pieces of them.
 */
final class Mutator {
  private static final int MAX_BYTES = 64 * 1024;
  private static final int MAX_STEPS = 6;
  private static final byte[] INTERESTING = {
    0,
    1,
    '\t',
    '\n',
    '\r',
    ' ',
    '"',
    '%',
    '*',
    ',',
    '-',
    '/',
    '0',
    '9',
    ':',
    ';',
    '=',
    '?',
    '@',
    '[',
    '\\',
    ']',
    '{',
    '}',
    0x7f,
    (byte) 0x80,
    (byte) 0xc3,
    (byte) 0xff
  };

  private final RandomGenerator random;
  private final byte[][] dictionary;

  Mutator(RandomGenerator random, String... dictionary) {
    this.random = random;
    this.dictionary =
        Arrays.stream(dictionary).map(word -> word.getBytes(ISO_8859_1)).toArray(byte[][]::new);
  }

  byte[] mutate(List<byte[]> corpus) {
    byte[] input = pick(corpus);
    int steps = 1 + random.nextInt(MAX_STEPS);
    for (int i = 0; i < steps; i++) {
      input = step(input, corpus);
    }
    return input.length > MAX_BYTES ? Arrays.copyOf(input, MAX_BYTES) : input;
  }

  private byte[] step(byte[] input, List<byte[]> corpus) {
    int at = random.nextInt(input.length + 1);
    int to = Math.min(input.length, at + random.nextInt(1 + random.nextInt(32)));
    return switch (random.nextInt(9)) {
      case 0 ->
          change(input, at, (byte) (input.length == at ? 0 : input[at] ^ 1 << random.nextInt(8)));
      case 1 -> change(input, at, INTERESTING[random.nextInt(INTERESTING.length)]);
      case 2 -> change(input, at, (byte) random.nextInt(256));
      case 3 -> replace(input, at, at, INTERESTING[random.nextInt(INTERESTING.length)]);
      case 4 -> replace(input, at, to);
      case 5 -> replace(input, at, at, Arrays.copyOfRange(input, at, to));
      case 6 -> replace(input, at, to, word());
      case 7 -> replace(input, at, at, word());
      default -> splice(input, at, pick(corpus));
    };
  }

  private byte[] word() {
    return dictionary.length == 0
        ? new byte[] {INTERESTING[random.nextInt(INTERESTING.length)]}
        : dictionary[random.nextInt(dictionary.length)];
  }

  private byte[] pick(List<byte[]> corpus) {
    return corpus.get(random.nextInt(corpus.size()));
  }

  private static byte[] change(byte[] input, int at, byte octet) {
    return at == input.length ? replace(input, at, at, octet) : replace(input, at, at + 1, octet);
  }

  private byte[] splice(byte[] head, int at, byte[] other) {
    return replace(
        head,
        at,
        head.length,
        Arrays.copyOfRange(other, random.nextInt(other.length + 1), other.length));
  }

  private static byte[] replace(byte[] input, int from, int to, byte... with) {
    byte[] result = new byte[from + with.length + input.length - to];
    System.arraycopy(input, 0, result, 0, from);
    System.arraycopy(with, 0, result, from, with.length);
    System.arraycopy(input, to, result, from + with.length, input.length - to);
    return result;
  }
}
