package dev.skerry.handler.wasm;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Adds what compilers add and the tests' does not: the name of a function. */
final class NameSection {
  private NameSection() {}

  static byte[] added(byte[] module, int function, String name) {
    byte[] text = name.getBytes(StandardCharsets.US_ASCII);
    int map = 1 + 1 + 1 + text.length;
    int head = 1 + 4;
    byte[] all = Arrays.copyOf(module, module.length + 2 + head + 2 + map);
    int at = module.length;
    all[at++] = 0;
    all[at++] = (byte) (head + 2 + map);
    all[at++] = 4;
    for (char c : "name".toCharArray()) {
      all[at++] = (byte) c;
    }
    all[at++] = 1;
    all[at++] = (byte) map;
    all[at++] = 1;
    all[at++] = (byte) function;
    all[at++] = (byte) text.length;
    System.arraycopy(text, 0, all, at, text.length);
    return all;
  }
}
