package dev.skerry.edge.semantics;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Tokens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The request fields by which a response was chosen (RFC 9110 §12.5.5, RFC 9111 §4.1), and the
 * variant that a request asks for by them.
 */
public final class Vary {
  /** Chosen by nothing: any request of the same key gets it. */
  public static final Vary NONE = new Vary(new String[0], false);

  /** Chosen by what no cache can know ({@code *}): no other request gets it. */
  public static final Vary ANY = new Vary(new String[0], true);

  private static final Vary ENCODING = new Vary(new String[] {FieldNames.ACCEPT_ENCODING}, false);

  /** More names than this count as {@code *}. */
  private static final int MAX_NAMES = 32;

  private static final int MAX_VARIANT_LENGTH = 256;

  private final String[] names;
  private final boolean any;

  private Vary(String[] names, boolean any) {
    this.names = names;
    this.any = any;
  }

  /** Reads all lines of a response's {@code Vary}; a malformed member counts as {@code *}. */
  public static Vary of(Fields response) {
    SortedSet<String> names = null;
    for (int i = 0; i < response.size(); i++) {
      if (response.name(i).equals(FieldNames.VARY)) {
        names = names == null ? new TreeSet<>() : names;
        if (!addNames(response.value(i), names)) {
          return ANY;
        }
      }
    }
    return names == null ? NONE : of(names);
  }

  /** Of names in lower case. */
  public static Vary ofNames(List<String> names) {
    return of(new TreeSet<>(names));
  }

  private static Vary of(SortedSet<String> names) {
    if (names.isEmpty()) {
      return NONE;
    }
    if (names.size() == 1 && names.contains(FieldNames.ACCEPT_ENCODING)) {
      return ENCODING;
    }
    return new Vary(names.toArray(String[]::new), false);
  }

  private static boolean addNames(String value, SortedSet<String> names) {
    int from = 0;
    while (from < value.length()) {
      int comma = value.indexOf(',', from);
      int stop = comma < 0 ? value.length() : comma;
      int start = Tokens.skipSpace(value, from, stop);
      int end = Tokens.trimEnd(value, start, stop);
      if (end > start) {
        String name = value.substring(start, end).toLowerCase(Locale.ROOT);
        if (name.equals("*") || !Tokens.isToken(name) || names.size() >= MAX_NAMES) {
          return false;
        }
        names.add(name);
      }
      from = stop + 1;
    }
    return true;
  }

  /** Whether no cache can tell what it was chosen by. */
  public boolean isAny() {
    return any;
  }

  /** Whether it was chosen by no request field. */
  public boolean isNone() {
    return !any && names.length == 0;
  }

  /** Whether it varies on nothing, or on {@code Accept-Encoding} only. */
  public boolean isNoneOrCoding() {
    return isNone() || equals(ENCODING);
  }

  /** The names in lower case, sorted. */
  public List<String> names() {
    return List.of(names);
  }

  /** The two together: chosen by the fields of either. */
  public Vary union(Vary other) {
    if (any || other.any) {
      return ANY;
    }
    if (isNone() || equals(other)) {
      return other;
    }
    SortedSet<String> all = new TreeSet<>(Arrays.asList(names));
    all.addAll(Arrays.asList(other.names));
    return all.size() > MAX_NAMES ? ANY : of(all);
  }

  /**
   * The variant that a request asks for: a text that is equal for two requests if and only if their
   * normalised selecting fields are equal; of at most 256 characters. Empty, and no allocation,
   * where nothing was chosen by.
   *
   * @throws IllegalStateException if {@link #isAny()}
   */
  public String variant(Fields request) {
    if (any) {
      throw new IllegalStateException("a response with Vary: * has no variant");
    }
    if (names.length == 0) {
      return "";
    }
    if (names.length == 1) {
      return compact(SelectingFields.normalised(request, names[0]));
    }
    StringBuilder key = new StringBuilder();
    for (String name : names) {
      key.append(SelectingFields.normalised(request, name)).append('\n');
    }
    return compact(key.toString());
  }

  /** A text that is too long to be kept as it is becomes its digest. */
  private static String compact(String variant) {
    if (variant.length() <= MAX_VARIANT_LENGTH) {
      return variant;
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(variant.getBytes(StandardCharsets.UTF_8));
      return '#' + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof Vary other && any == other.any && Arrays.equals(names, other.names);
  }

  @Override
  public int hashCode() {
    return any ? 1 : Arrays.hashCode(names);
  }

  @Override
  public String toString() {
    return any ? "*" : String.join(", ", names);
  }
}
