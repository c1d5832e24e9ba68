package dev.skerry.loadtest.objects;

import java.util.Random;

/** A size of objects that is measured, and how many objects of it there are. */
enum ObjectSize {
  SMALL("4k", "4 KB", 4 << 10, 1_000),
  MEDIUM("1m", "1 MB", 1 << 20, 64),
  LARGE("64m", "64 MB", 64 << 20, 4);

  private final String label;
  private final String words;
  private final int octets;
  private final int count;

  ObjectSize(String label, String words, int octets, int count) {
    this.label = label;
    this.words = words;
    this.octets = octets;
    this.count = count;
  }

  /** Its name on the command line. */
  String label() {
    return label;
  }

  /** Its name for readers. */
  String words() {
    return words;
  }

  /** The length of an object's content. */
  int octets() {
    return octets;
  }

  /** How many objects of this size there are; writes replace them in turn. */
  int count() {
    return count;
  }

  /** The content of all objects of this size: octets that do not compress, always the same. */
  byte[] content() {
    byte[] content = new byte[octets];
    new Random(octets).nextBytes(content);
    return content;
  }

  /** The key of one of them. */
  String key(int number) {
    return label + "/" + number;
  }
}
