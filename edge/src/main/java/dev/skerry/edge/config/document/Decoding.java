package dev.skerry.edge.config.document;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What is shared while one document is decoded: where problems go, and what lies outside of it. */
final class Decoding {
  private static final String REFERENCE = "${ENV:";

  private final Sources sources;
  private final Problems problems;
  private final MessageDigest fingerprint;

  Decoding(Sources sources, Problems problems) {
    this.sources = sources;
    this.problems = problems;
    try {
      fingerprint = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  Problems problems() {
    return problems;
  }

  /** Takes part of what the snapshot depends on into its fingerprint. */
  void depend(byte[] content) {
    fingerprint.update(Integer.toString(content.length).getBytes(StandardCharsets.US_ASCII));
    fingerprint.update((byte) ' ');
    fingerprint.update(content);
  }

  String fingerprint() {
    return HexFormat.of().formatHex(fingerprint.digest());
  }

  /** Reads a file, or tells why that cannot be done and returns null. */
  byte @Nullable [] file(String name, Place place) {
    try {
      byte[] content = sources.file(name);
      depend(content);
      return content;
    } catch (IOException e) {
      problems.add(
          place, "cannot read \"" + name + "\": " + e.getMessage(), "a file that can be read");
      return null;
    }
  }

  /** The scalar with every {@code ${ENV:NAME}} replaced, or null where that cannot be done. */
  Node.@Nullable Scalar resolve(Node.Scalar scalar, Place place) {
    String text = scalar.text();
    if (!text.contains(REFERENCE)) {
      return scalar;
    }
    StringBuilder out = new StringBuilder();
    int from = 0;
    for (int at = text.indexOf(REFERENCE); at >= 0; at = text.indexOf(REFERENCE, from)) {
      int end = text.indexOf('}', at);
      if (end < 0) {
        problems.add(place, "has a ${ENV: without its }", "${ENV:NAME}");
        return null;
      }
      String name = text.substring(at + REFERENCE.length(), end);
      String value = sources.variable(name);
      if (value == null) {
        problems.add(place, "the environment variable " + name + " is not set", "a value for it");
        return null;
      }
      depend(value.getBytes(StandardCharsets.UTF_8));
      out.append(text, from, at).append(value);
      from = end + 1;
    }
    String resolved = out.append(text, from, text.length()).toString();
    Node.Kind kind = Node.Kind.ofPlain(resolved);
    return new Node.Scalar(scalar.mark(), resolved, kind == Node.Kind.NULL ? Node.Kind.TEXT : kind);
  }

  /** Tells that something else stands where a certain shape was expected. */
  void wrong(Node node, Place place, String expected) {
    problems.add(place, "is " + node.words(), expected);
  }
}
