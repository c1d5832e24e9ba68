package dev.skerry.handler.html;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The document's type. */
public final class Doctype extends Token {
  private static final Pattern PARTS =
      Pattern.compile(
          "(?is)<!doctype\\s*([^\\s>]*)(?:\\s+(public|system)\\s*(?:\"([^\">]*)\"?|'([^'>]*)'?)"
              + "\\s*(?:\"([^\">]*)\"?|'([^'>]*)'?)?)?.*");

  private final byte[] octets;
  private final int at;
  private final int end;
  private final Matcher parts;

  Doctype(byte[] octets, int at, int end) {
    this.octets = octets;
    this.at = at;
    this.end = end;
    this.parts = PARTS.matcher(Html.text(octets, at, end));
    if (!parts.matches()) {
      throw new IllegalStateException("the pattern takes every doctype");
    }
  }

  public @Nullable String name() {
    String name = Html.lower(parts.group(1));
    return name.isEmpty() ? null : name;
  }

  public @Nullable String publicId() {
    return isPublic() ? either(3) : null;
  }

  public @Nullable String systemId() {
    return either(isPublic() ? 5 : 3);
  }

  private boolean isPublic() {
    return "public".equalsIgnoreCase(parts.group(2));
  }

  private @Nullable String either(int group) {
    String first = parts.group(group);
    return first == null ? parts.group(group + 1) : first;
  }

  @Override
  void writeItself(Output out) {
    out.raw(octets, at, end);
  }
}
