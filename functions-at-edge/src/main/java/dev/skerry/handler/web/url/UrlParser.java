package dev.skerry.handler.web.url;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The state machine that parses URLs (URL Standard §4.4, "basic URL parser"), whose states and
 * their order are the standard's. Of one parse.
 *
 * <p>A setter begins it in a state of its own, the override, at whose end it is over.
 */
final class UrlParser {
  /** Longer ones are none: what parses them cannot be stopped. */
  static final int LENGTH_MAX = 1 << 20;

  static final int EOF = -1;

  enum State {
    SCHEME_START,
    SCHEME,
    NO_SCHEME,
    SPECIAL_RELATIVE_OR_AUTHORITY,
    PATH_OR_AUTHORITY,
    RELATIVE,
    RELATIVE_SLASH,
    SPECIAL_AUTHORITY_SLASHES,
    SPECIAL_AUTHORITY_IGNORE_SLASHES,
    AUTHORITY,
    HOST,
    HOSTNAME,
    PORT,
    FILE,
    FILE_SLASH,
    FILE_HOST,
    PATH_START,
    PATH,
    OPAQUE_PATH,
    QUERY,
    FRAGMENT
  }

  /** What a step leads to. */
  enum Step {
    ON,
    /** The parse is over, before the end of its input. */
    OVER,
    FAILED
  }

  final UrlRecord url;
  final int[] input;
  final @Nullable UrlRecord base;
  final @Nullable State override;
  State state;
  int at;
  private final StringBuilder buffer = new StringBuilder();
  private final AuthorityStates authority;
  private final PathStates paths;

  private UrlParser(
      UrlRecord url, int[] input, @Nullable UrlRecord base, @Nullable State override) {
    this.url = url;
    this.input = input;
    this.base = base;
    this.override = override;
    this.state = override == null ? State.SCHEME_START : override;
    this.authority = new AuthorityStates(this);
    this.paths = new PathStates(this);
  }

  /** The URL, or null if it is none. */
  static @Nullable UrlRecord parse(String text, @Nullable UrlRecord base) {
    if (text.length() > LENGTH_MAX) {
      return null;
    }
    UrlRecord url = new UrlRecord();
    int[] input = CodePoints.of(stripped(text));
    return new UrlParser(url, withoutBreaks(input), base, null).run() ? url : null;
  }

  /** Changes a part of the URL; false if the text is none for that part. */
  static boolean change(UrlRecord url, String text, State from) {
    return text.length() <= LENGTH_MAX
        && new UrlParser(url, withoutBreaks(CodePoints.of(text)), null, from).run();
  }

  private static String stripped(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && text.charAt(start) <= ' ') {
      start++;
    }
    while (end > start && text.charAt(end - 1) <= ' ') {
      end--;
    }
    return text.substring(start, end);
  }

  private static int[] withoutBreaks(int[] input) {
    return Arrays.stream(input).filter(c -> c != '\t' && c != '\n' && c != '\r').toArray();
  }

  private boolean run() {
    for (at = 0; at <= input.length; at++) {
      switch (step(c())) {
        case FAILED -> {
          return false;
        }
        case OVER -> {
          return true;
        }
        case ON -> {}
      }
    }
    return true;
  }

  int c() {
    return at < input.length ? input[at] : EOF;
  }

  /** Whether the text follows what is looked at now. */
  boolean remainingStarts(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (at + 1 + i >= input.length || input[at + 1 + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Looks at the same code point again, in another state. */
  Step again(State next) {
    state = next;
    at--;
    return Step.ON;
  }

  Step to(State next) {
    state = next;
    return Step.ON;
  }

  private Step step(int c) {
    return switch (state) {
      case SCHEME_START -> schemeStart(c);
      case SCHEME -> scheme(c);
      case NO_SCHEME -> noScheme(c);
      case SPECIAL_RELATIVE_OR_AUTHORITY -> specialRelativeOrAuthority(c);
      case PATH_OR_AUTHORITY -> c == '/' ? to(State.AUTHORITY) : again(State.PATH);
      case RELATIVE -> relative(c);
      case RELATIVE_SLASH -> relativeSlash(c);
      case SPECIAL_AUTHORITY_SLASHES -> specialAuthoritySlashes(c);
      case SPECIAL_AUTHORITY_IGNORE_SLASHES ->
          c == '/' || c == '\\' ? Step.ON : again(State.AUTHORITY);
      case AUTHORITY -> authority.credentials(c);
      case HOST, HOSTNAME -> authority.host(c);
      case PORT -> authority.port(c);
      case FILE -> paths.file(c);
      case FILE_SLASH -> paths.fileSlash(c);
      case FILE_HOST -> authority.fileHost(c);
      case PATH_START -> paths.start(c);
      case PATH -> paths.path(c);
      case OPAQUE_PATH -> paths.opaque(c);
      case QUERY -> paths.query(c);
      case FRAGMENT -> paths.fragment(c);
    };
  }

  // ---- scheme

  private Step schemeStart(int c) {
    if (CodePoints.isAlpha(c)) {
      buffer.append((char) Character.toLowerCase(c));
      return to(State.SCHEME);
    }
    return override == null ? again(State.NO_SCHEME) : Step.FAILED;
  }

  private Step scheme(int c) {
    if (CodePoints.isAlpha(c) || CodePoints.isDigit(c) || c == '+' || c == '-' || c == '.') {
      buffer.append((char) Character.toLowerCase(c));
      return Step.ON;
    }
    if (c == ':') {
      return override == null ? afterScheme() : changeScheme();
    }
    if (override != null) {
      return Step.FAILED;
    }
    at = -1;
    return to(State.NO_SCHEME);
  }

  private Step changeScheme() {
    String scheme = buffer.toString();
    boolean isRefused =
        Schemes.isSpecial(scheme) != url.isSpecial()
            || (scheme.equals("file") && (url.hasCredentials() || url.port >= 0))
            || (url.scheme.equals("file") && (url.host == null || url.host.isEmpty()));
    if (!isRefused) {
      url.scheme = scheme;
      if (Schemes.isDefaultPort(scheme, url.port)) {
        url.port = -1;
      }
    }
    return Step.OVER;
  }

  private Step afterScheme() {
    url.scheme = buffer.toString();
    if (url.scheme.equals("file")) {
      return to(State.FILE);
    }
    if (url.isSpecial()) {
      return to(
          base != null && base.scheme.equals(url.scheme)
              ? State.SPECIAL_RELATIVE_OR_AUTHORITY
              : State.SPECIAL_AUTHORITY_SLASHES);
    }
    if (remainingStarts("/")) {
      at++;
      return to(State.PATH_OR_AUTHORITY);
    }
    url.opaquePath = new StringBuilder();
    return to(State.OPAQUE_PATH);
  }

  private Step noScheme(int c) {
    if (base == null || (base.opaquePath != null && c != '#')) {
      return Step.FAILED;
    }
    if (base.opaquePath != null) {
      url.takeAllButFragment(base);
      return paths.beginFragment();
    }
    return again(base.scheme.equals("file") ? State.FILE : State.RELATIVE);
  }

  // ---- relative references

  private Step specialRelativeOrAuthority(int c) {
    if (c == '/' && remainingStarts("/")) {
      at++;
      return to(State.SPECIAL_AUTHORITY_IGNORE_SLASHES);
    }
    return again(State.RELATIVE);
  }

  private Step relative(int c) {
    if (base == null) {
      throw new IllegalStateException("what is relative has a base");
    }
    url.scheme = base.scheme;
    if (c == '/' || (c == '\\' && url.isSpecial())) {
      return to(State.RELATIVE_SLASH);
    }
    url.takeAllButFragment(base);
    return paths.afterBase(c);
  }

  private Step relativeSlash(int c) {
    if (url.isSpecial() && (c == '/' || c == '\\')) {
      return to(State.SPECIAL_AUTHORITY_IGNORE_SLASHES);
    }
    if (c == '/') {
      return to(State.AUTHORITY);
    }
    if (base != null) {
      url.takeAuthority(base);
    }
    return again(State.PATH);
  }

  private Step specialAuthoritySlashes(int c) {
    if (c == '/' && remainingStarts("/")) {
      at++;
      return to(State.SPECIAL_AUTHORITY_IGNORE_SLASHES);
    }
    return again(State.SPECIAL_AUTHORITY_IGNORE_SLASHES);
  }
}
