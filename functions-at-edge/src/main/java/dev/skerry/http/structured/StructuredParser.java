package dev.skerry.http.structured;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the containers of a structured field (RFC 9651 §4.2): a cursor over one value. */
final class StructuredParser {
  /** More members or parameters than the specification asks one to read make a value malformed. */
  private static final int MAX_MEMBERS = 1024;

  private final String text;
  private final BareItemParser bare;
  private int at;

  private StructuredParser(String text) {
    this.text = text;
    this.bare = new BareItemParser(text);
  }

  /** One kind of top-level value. */
  interface Kind<T> {
    T read(StructuredParser parser) throws Malformed;
  }

  /** Reads a value of that kind with nothing but spaces around it; null if malformed. */
  static <T> @Nullable T whole(String text, Kind<T> kind) {
    StructuredParser parser = new StructuredParser(text);
    try {
      parser.skipSpaces();
      T value = kind.read(parser);
      parser.skipSpaces();
      return parser.at == text.length() ? value : null;
    } catch (Malformed expected) {
      return null;
    }
  }

  Map<String, Member> dictionary() throws Malformed {
    Map<String, Member> members = new LinkedHashMap<>();
    boolean more = at < text.length();
    while (more) {
      String key = key();
      Member member =
          peek() == '=' ? memberAfterEquals() : new Member.Item(BareItem.Bool.TRUE, parameters());
      members.remove(key);
      members.put(key, member);
      more = nextMember(members.size());
    }
    return Collections.unmodifiableMap(members);
  }

  List<Member> list() throws Malformed {
    List<Member> members = new ArrayList<>();
    boolean more = at < text.length();
    while (more) {
      members.add(member());
      more = nextMember(members.size());
    }
    return Collections.unmodifiableList(members);
  }

  Member.Item item() throws Malformed {
    BareItem value = bareItem();
    return new Member.Item(value, parameters());
  }

  private Member memberAfterEquals() throws Malformed {
    at++;
    return member();
  }

  private Member member() throws Malformed {
    return peek() == '(' ? innerList() : item();
  }

  private Member.InnerList innerList() throws Malformed {
    at++;
    List<Member.Item> items = new ArrayList<>();
    while (true) {
      skipSpaces();
      if (peek() == ')') {
        at++;
        return new Member.InnerList(Collections.unmodifiableList(items), parameters());
      }
      items.add(item());
      if ((peek() != ' ' && peek() != ')') || items.size() > MAX_MEMBERS) {
        throw new Malformed();
      }
    }
  }

  private Map<String, BareItem> parameters() throws Malformed {
    if (peek() != ';') {
      return Map.of();
    }
    Map<String, BareItem> parameters = new LinkedHashMap<>();
    while (peek() == ';') {
      at++;
      skipSpaces();
      String key = key();
      BareItem value = BareItem.Bool.TRUE;
      if (peek() == '=') {
        at++;
        value = bareItem();
      }
      parameters.remove(key);
      parameters.put(key, value);
      if (parameters.size() > MAX_MEMBERS) {
        throw new Malformed();
      }
    }
    return Collections.unmodifiableMap(parameters);
  }

  private BareItem bareItem() throws Malformed {
    BareItem item = bare.read(at);
    at = bare.end();
    return item;
  }

  private String key() throws Malformed {
    int start = at;
    char first = peek();
    if ((first < 'a' || first > 'z') && first != '*') {
      throw new Malformed();
    }
    while (isKeyChar(peek())) {
      at++;
    }
    return text.substring(start, at);
  }

  /** Stands after a member: moves to the next one, or says that there is none. */
  private boolean nextMember(int soFar) throws Malformed {
    skipWhiteSpace();
    if (at == text.length()) {
      return false;
    }
    if (peek() != ',' || soFar >= MAX_MEMBERS) {
      throw new Malformed();
    }
    at++;
    skipWhiteSpace();
    if (at == text.length()) {
      throw new Malformed();
    }
    return true;
  }

  private void skipSpaces() {
    while (peek() == ' ') {
      at++;
    }
  }

  private void skipWhiteSpace() {
    while (peek() == ' ' || peek() == '\t') {
      at++;
    }
  }

  /** The character at the cursor, NUL at the end (which no rule allows anywhere). */
  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  static boolean isKeyChar(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-'
        || c == '.'
        || c == '*';
  }
}
