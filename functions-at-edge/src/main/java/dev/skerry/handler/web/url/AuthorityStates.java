package dev.skerry.handler.web.url;

import dev.skerry.handler.web.url.UrlParser.State;
import dev.skerry.handler.web.url.UrlParser.Step;

/** The states of {@link UrlParser} that read user, host and port. */
final class AuthorityStates {
  private static final int PORT_MAX = 65_535;

  private final UrlParser parser;
  private final UrlRecord url;
  private final StringBuilder buffer = new StringBuilder();

  /** How many code points of the input the buffer stands for. */
  private int buffered;

  private boolean atSignSeen;
  private boolean insideBrackets;
  private boolean passwordSeen;

  AuthorityStates(UrlParser parser) {
    this.parser = parser;
    this.url = parser.url;
  }

  private boolean ends(int c) {
    return c == UrlParser.EOF || c == '/' || c == '?' || c == '#' || (c == '\\' && url.isSpecial());
  }

  private void add(int c) {
    buffer.appendCodePoint(c);
    buffered++;
  }

  private void clear() {
    buffer.setLength(0);
    buffered = 0;
  }

  Step credentials(int c) {
    if (c == '@') {
      takeCredentials();
      clear();
      return Step.ON;
    }
    if (!ends(c)) {
      add(c);
      return Step.ON;
    }
    if (atSignSeen && buffered == 0) {
      return Step.FAILED;
    }
    parser.at -= buffered + 1;
    clear();
    return parser.to(State.HOST);
  }

  private void takeCredentials() {
    StringBuilder username = new StringBuilder(url.username);
    StringBuilder password = new StringBuilder(url.password);
    if (atSignSeen) {
      buffer.insert(0, "%40");
    }
    atSignSeen = true;
    for (int c : CodePoints.of(buffer.toString())) {
      if (c == ':' && !passwordSeen) {
        passwordSeen = true;
      } else {
        PercentEncoding.append(passwordSeen ? password : username, c, PercentEncoding.USERINFO);
      }
    }
    url.username = username.toString();
    url.password = password.toString();
  }

  Step host(int c) {
    if (parser.override != null && url.scheme.equals("file")) {
      return parser.again(State.FILE_HOST);
    }
    if (c == ':' && !insideBrackets) {
      return portFollows();
    }
    if (ends(c)) {
      return hostEnds();
    }
    if (c == '[') {
      insideBrackets = true;
    } else if (c == ']') {
      insideBrackets = false;
    }
    add(c);
    return Step.ON;
  }

  private Step portFollows() {
    if (buffered == 0 || parser.override == State.HOSTNAME || !takeHost()) {
      return Step.FAILED;
    }
    return parser.to(State.PORT);
  }

  private Step hostEnds() {
    parser.at--;
    if (url.isSpecial() && buffered == 0) {
      return Step.FAILED;
    }
    if (parser.override != null && buffered == 0 && (url.hasCredentials() || url.port >= 0)) {
      return Step.FAILED;
    }
    if (!takeHost()) {
      return Step.FAILED;
    }
    return parser.override == null ? parser.to(State.PATH_START) : Step.OVER;
  }

  private boolean takeHost() {
    String host = HostParser.parse(buffer.toString(), url.isSpecial());
    clear();
    if (host != null) {
      url.host = host;
    }
    return host != null;
  }

  Step port(int c) {
    if (CodePoints.isDigit(c)) {
      add(c);
      return Step.ON;
    }
    if (!ends(c) && parser.override == null) {
      return Step.FAILED;
    }
    if (buffered > 0) {
      int port = number();
      if (port > PORT_MAX) {
        return Step.FAILED;
      }
      url.port = Schemes.isDefaultPort(url.scheme, port) ? -1 : port;
      clear();
      if (parser.override != null) {
        return Step.OVER;
      }
    }
    return parser.override == null ? parser.again(State.PATH_START) : Step.FAILED;
  }

  private int number() {
    int number = 0;
    for (int i = 0; i < buffer.length(); i++) {
      number = Math.min(PORT_MAX + 1, number * 10 + buffer.charAt(i) - '0');
    }
    return number;
  }

  Step fileHost(int c) {
    boolean atEnd = c == UrlParser.EOF || c == '/' || c == '\\' || c == '?' || c == '#';
    if (!atEnd) {
      add(c);
      return Step.ON;
    }
    parser.at--;
    if (parser.override == null && DriveLetters.is(buffer)) {
      // It belongs to the path, which begins with what has been read.
      parser.at -= buffered;
      clear();
      return parser.to(State.PATH);
    }
    if (buffered == 0) {
      url.host = "";
    } else if (!takeFileHost()) {
      return Step.FAILED;
    }
    return parser.override == null ? parser.to(State.PATH_START) : Step.OVER;
  }

  private boolean takeFileHost() {
    if (!takeHost()) {
      return false;
    }
    if ("localhost".equals(url.host)) {
      url.host = "";
    }
    return true;
  }
}
