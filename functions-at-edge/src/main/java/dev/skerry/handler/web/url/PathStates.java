package dev.skerry.handler.web.url;

import dev.skerry.handler.web.url.UrlParser.State;
import dev.skerry.handler.web.url.UrlParser.Step;
import java.util.BitSet;
import java.util.Locale;

/** The states of {@link UrlParser} that read path, query and fragment. */
final class PathStates {
  private final UrlParser parser;
  private final UrlRecord url;
  private final StringBuilder buffer = new StringBuilder();

  PathStates(UrlParser parser) {
    this.parser = parser;
    this.url = parser.url;
  }

  private boolean isSlash(int c) {
    return c == '/' || (c == '\\' && url.isSpecial());
  }

  Step beginQuery() {
    url.query = "";
    buffer.setLength(0);
    return parser.to(State.QUERY);
  }

  Step beginFragment() {
    url.fragment = "";
    buffer.setLength(0);
    return parser.to(State.FRAGMENT);
  }

  /** What a relative reference goes on with, when it has all that its base has. */
  Step afterBase(int c) {
    if (c == '?') {
      return beginQuery();
    }
    if (c == '#') {
      return beginFragment();
    }
    if (c == UrlParser.EOF) {
      return Step.ON;
    }
    url.query = null;
    url.shorten();
    return parser.again(State.PATH);
  }

  // ---- file URLs

  Step file(int c) {
    UrlRecord base = parser.base;
    url.scheme = "file";
    url.host = "";
    if (c == '/' || c == '\\') {
      return parser.to(State.FILE_SLASH);
    }
    if (base == null || !base.scheme.equals("file")) {
      return parser.again(State.PATH);
    }
    url.takeAllButFragment(base);
    if (c != UrlParser.EOF
        && c != '?'
        && c != '#'
        && DriveLetters.begins(parser.input, parser.at)) {
      url.query = null;
      url.path.clear();
      return parser.again(State.PATH);
    }
    return afterBase(c);
  }

  Step fileSlash(int c) {
    UrlRecord base = parser.base;
    if (c == '/' || c == '\\') {
      return parser.to(State.FILE_HOST);
    }
    if (base != null && base.scheme.equals("file")) {
      url.host = base.host;
      boolean keepsDrive =
          !DriveLetters.begins(parser.input, parser.at)
              && !base.path.isEmpty()
              && DriveLetters.isNormalized(base.path.getFirst());
      if (keepsDrive) {
        url.path.add(base.path.getFirst());
      }
    }
    return parser.again(State.PATH);
  }

  // ---- paths

  Step start(int c) {
    if (url.isSpecial()) {
      return c == '/' || c == '\\' ? parser.to(State.PATH) : parser.again(State.PATH);
    }
    if (parser.override == null && c == '?') {
      return beginQuery();
    }
    if (parser.override == null && c == '#') {
      return beginFragment();
    }
    if (c != UrlParser.EOF) {
      return c == '/' ? parser.to(State.PATH) : parser.again(State.PATH);
    }
    if (parser.override != null && url.host == null) {
      url.path.add("");
    }
    return Step.ON;
  }

  Step path(int c) {
    boolean ends =
        c == UrlParser.EOF || isSlash(c) || (parser.override == null && (c == '?' || c == '#'));
    if (!ends) {
      PercentEncoding.append(buffer, c, PercentEncoding.PATH);
      return Step.ON;
    }
    takeSegment(buffer.toString(), isSlash(c));
    buffer.setLength(0);
    return switch (c) {
      case '?' -> beginQuery();
      case '#' -> beginFragment();
      default -> Step.ON;
    };
  }

  private void takeSegment(String segment, boolean slashFollows) {
    if (isDots(segment, 2)) {
      url.shorten();
      if (!slashFollows) {
        url.path.add("");
      }
    } else if (isDots(segment, 1)) {
      if (!slashFollows) {
        url.path.add("");
      }
    } else if (url.scheme.equals("file") && url.path.isEmpty() && DriveLetters.is(segment)) {
      url.path.add(segment.charAt(0) + ":");
    } else {
      url.path.add(segment);
    }
  }

  /** Whether a segment is so many dots, each of them as it is or percent-encoded. */
  private static boolean isDots(String segment, int count) {
    return segment.length() <= 3 * count
        && segment.toLowerCase(Locale.ROOT).replace("%2e", ".").equals(".".repeat(count));
  }

  Step opaque(int c) {
    if (c == '?') {
      return beginQuery();
    }
    if (c == '#') {
      return beginFragment();
    }
    StringBuilder path = url.opaquePath;
    if (path != null && c == ' ') {
      boolean isLast = parser.remainingStarts("?") || parser.remainingStarts("#");
      path.append(isLast ? "%20" : " ");
    } else if (path != null && c != UrlParser.EOF) {
      PercentEncoding.append(path, c, PercentEncoding.C0_CONTROL);
    }
    return Step.ON;
  }

  // ---- query and fragment

  Step query(int c) {
    if (c == UrlParser.EOF || (parser.override == null && c == '#')) {
      url.query += buffer;
      return c == '#' ? beginFragment() : Step.ON;
    }
    BitSet set = url.isSpecial() ? PercentEncoding.SPECIAL_QUERY : PercentEncoding.QUERY;
    PercentEncoding.append(buffer, c, set);
    return Step.ON;
  }

  Step fragment(int c) {
    if (c == UrlParser.EOF) {
      url.fragment += buffer;
    } else {
      PercentEncoding.append(buffer, c, PercentEncoding.FRAGMENT);
    }
    return Step.ON;
  }
}
