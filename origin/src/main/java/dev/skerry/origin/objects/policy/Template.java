package dev.skerry.origin.objects.policy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text of a policy in which there may be variables, as <code>${aws:userid}</code>, that a
 * question fills in.
 *
 * <p>A variable that the question has no single value for makes the whole text stand for nothing,
 * unless it has a default: <code>${aws:username, 'none'}</code>. <code>${*}</code>, <code>${?}
 * </code> and <code>${$}</code> stand for these characters. Source: "IAM policy elements: Variables
 * and tags".
 */
final class Template {
  /** A piece: of fixed text, or a variable. */
  private sealed interface Piece {
    record Fixed(Glob glob) implements Piece {}

    record Variable(ConditionKey key, @Nullable String fallback) implements Piece {}
  }

  private final List<Piece> pieces;

  private Template(List<Piece> pieces) {
    this.pieces = List.copyOf(pieces);
  }

  /**
   * Reads a text.
   *
   * @param wildcards whether {@code *} and {@code ?} are wildcards in it
   * @param variables whether it may have variables; otherwise they stand for themselves
   * @throws PolicyException for a variable that does not end, or that no question can fill in
   */
  static Template read(String text, boolean wildcards, boolean variables) {
    List<Piece> pieces = new ArrayList<>();
    GlobText fixed = new GlobText();
    int at = 0;
    while (at < text.length()) {
      if (!variables || !text.startsWith("${", at)) {
        fixed.append(text.charAt(at++), wildcards);
        continue;
      }
      int end = text.indexOf('}', at);
      if (end < 0) {
        throw PolicyException.malformedPolicy("Policy has an invalid variable");
      }
      String name = text.substring(at + 2, end);
      if (name.equals("*") || name.equals("?") || name.equals("$")) {
        fixed.append(name.charAt(0), false);
      } else {
        pieces.add(new Piece.Fixed(fixed.glob()));
        fixed = new GlobText();
        pieces.add(variable(name));
      }
      at = end + 1;
    }
    pieces.add(new Piece.Fixed(fixed.glob()));
    return new Template(pieces);
  }

  private static Piece variable(String text) {
    int comma = text.indexOf(',');
    if (comma < 0) {
      return new Piece.Variable(ConditionKeys.named(text.trim()), null);
    }
    String fallback = text.substring(comma + 1).trim();
    if (fallback.length() < 2 || !fallback.startsWith("'") || !fallback.endsWith("'")) {
      throw PolicyException.malformedPolicy("Policy has an invalid variable");
    }
    return new Piece.Variable(
        ConditionKeys.named(text.substring(0, comma).trim()),
        fallback.substring(1, fallback.length() - 1));
  }

  /** Whether it stands for the same whoever asks for what. */
  boolean isFixed() {
    return pieces.size() == 1;
  }

  /** What it stands for when nothing is known of a question: each variable for anything. */
  Glob widest() {
    GlobText all = new GlobText();
    for (Piece piece : pieces) {
      switch (piece) {
        case Piece.Fixed(Glob glob) -> all.append(glob);
        case Piece.Variable _ -> all.append('*', true);
      }
    }
    return all.glob();
  }

  /** What it stands for in a question; null where a variable has no value. */
  @Nullable Glob fill(Question question) {
    if (pieces.getFirst() instanceof Piece.Fixed(Glob glob) && isFixed()) {
      return glob;
    }
    GlobText all = new GlobText();
    for (Piece piece : pieces) {
      switch (piece) {
        case Piece.Fixed(Glob glob) -> all.append(glob);
        case Piece.Variable(ConditionKey key, String fallback) -> {
          List<String> values = key.values(question);
          String value = values.size() == 1 ? values.getFirst() : fallback;
          if (value == null) {
            return null;
          }
          all.append(Glob.literal(value));
        }
      }
    }
    return all.glob();
  }

  /** A glob as it grows. */
  private static final class GlobText {
    private final StringBuilder text = new StringBuilder();
    private final BitSet wild = new BitSet();

    void append(char c, boolean wildcards) {
      wild.set(text.length(), wildcards && (c == '*' || c == '?'));
      text.append(c);
    }

    void append(Glob glob) {
      for (int i = 0; i < glob.text().length(); i++) {
        append(glob.text().charAt(i), glob.wild().get(i));
      }
    }

    Glob glob() {
      return new Glob(text.toString(), wild);
    }
  }
}
