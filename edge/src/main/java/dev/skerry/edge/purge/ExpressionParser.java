package dev.skerry.edge.purge;

import dev.skerry.edge.purge.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads expressions, by recursive descent.
 *
 * <pre>
 * either     = both *( "or" both )
 * both       = one *( "and" one )
 * one        = "not" one / "(" either ")" / comparison
 * comparison = quantity ( compare number / "in" "(" number *( "," number ) ")" )
 *            / source [ ( "==" / "!=" / "contains" / "starts-with" / "ends-with" ) text
 *                       / ( "~" / "!~" ) pattern
 *                       / "in" "(" text *( "," text ) ")" ]
 * quantity   = "status" / "size" / "age"
 * source     = "site" / "host" / "path" / "query" / "url" / "type" / "tag" / "header" "(" text ")"
 * compare    = "==" / "!=" / "&lt;" / "&lt;=" / "&gt;" / "&gt;="
 * </pre>
 */
final class ExpressionParser {
  private static final int MAX_LENGTH = 4096;
  private static final int MAX_DEPTH = 32;
  private static final String OPERAND =
      "status, size, age, site, host, path, query, url, type, tag, header(\"name\"), not or (";

  private final List<Token> tokens;
  private int at;
  private int depth;
  private boolean readsAge;

  private ExpressionParser(List<Token> tokens) {
    this.tokens = tokens;
  }

  static Expression parse(String text) throws ExpressionException {
    if (text.length() > MAX_LENGTH) {
      throw new ExpressionException(
          MAX_LENGTH + 1, "at most " + MAX_LENGTH + " characters", text.length() + " characters");
    }
    ExpressionParser parser = new ExpressionParser(Lexer.tokens(text));
    Condition condition = parser.either();
    Token rest = parser.peek();
    if (rest.kind() != Kind.END) {
      throw rest.expected("and, or, or the end");
    }
    return new Expression(text, condition, parser.readsAge);
  }

  private Condition either() throws ExpressionException {
    Condition first = both();
    if (!peek().is("or")) {
      return first;
    }
    List<Condition> any = new ArrayList<>(List.of(first));
    while (accept("or")) {
      any.add(both());
    }
    return new Condition.Or(List.copyOf(any));
  }

  private Condition both() throws ExpressionException {
    Condition first = one();
    if (!peek().is("and")) {
      return first;
    }
    List<Condition> all = new ArrayList<>(List.of(first));
    while (accept("and")) {
      all.add(one());
    }
    return new Condition.And(List.copyOf(all));
  }

  private Condition one() throws ExpressionException {
    if (!peek().is("not") && !peek().is("(")) {
      return comparison();
    }
    if (depth == MAX_DEPTH) {
      throw peek().expected("at most " + MAX_DEPTH + " levels of not and (");
    }
    depth++;
    Condition inner;
    if (accept("not")) {
      inner = new Condition.Not(one());
    } else {
      at++;
      inner = either();
      expect(")", "and, or, or )");
    }
    depth--;
    return inner;
  }

  private Condition comparison() throws ExpressionException {
    Quantity quantity = quantity(peek());
    if (quantity != null) {
      at++;
      readsAge |= quantity == Quantity.AGE;
      return compareNumber(quantity);
    }
    return askText(source());
  }

  private static @Nullable Quantity quantity(Token token) {
    for (Quantity quantity : Quantity.values()) {
      if (token.is(quantity.word())) {
        return quantity;
      }
    }
    return null;
  }

  private Condition compareNumber(Quantity quantity) throws ExpressionException {
    Token operator = next();
    if (operator.is("in")) {
      List<Long> values = new ArrayList<>();
      expect("(", "(");
      do {
        values.add(quantity.parse(next()));
      } while (accept(","));
      expect(")", ", or )");
      return new Condition.IsOneOf(quantity, List.copyOf(values));
    }
    for (Comparison comparison : Comparison.values()) {
      if (operator.is(comparison.symbol())) {
        return new Condition.Compares(quantity, comparison, quantity.parse(next()));
      }
    }
    throw operator.expected("one of == != < <= > >= in");
  }

  private TextSource source() throws ExpressionException {
    Token word = next();
    for (TextSource.Part part : TextSource.Part.values()) {
      if (word.is(part.word())) {
        return part;
      }
    }
    if (word.is("tag")) {
      return new TextSource.Tags();
    }
    if (!word.is("header")) {
      throw word.expected(OPERAND);
    }
    expect("(", "(");
    Token name = next();
    if (name.kind() != Kind.TEXT || name.text().isEmpty()) {
      throw name.expected("a field name in quotes");
    }
    expect(")", ")");
    return new TextSource.Field(name.text().toLowerCase(Locale.ROOT));
  }

  private Condition askText(TextSource source) throws ExpressionException {
    Token operator = peek();
    if (operator.kind() == Kind.END
        || operator.is(")")
        || operator.is("and")
        || operator.is("or")) {
      return new Condition.Asks(source, new TextTest.Present());
    }
    at++;
    return switch (operator.kind() == Kind.TEXT ? "" : operator.text()) {
      case "==" -> new Condition.Asks(source, new TextTest.Is(text(source)));
      case "!=" -> new Condition.Not(new Condition.Asks(source, new TextTest.Is(text(source))));
      case "~" -> new Condition.Asks(source, pattern());
      case "!~" -> new Condition.Not(new Condition.Asks(source, pattern()));
      case "in" -> new Condition.Asks(source, new TextTest.OneOf(texts(source)));
      case "contains" -> new Condition.Asks(source, new TextTest.Contains(text(source)));
      case "starts-with" -> new Condition.Asks(source, new TextTest.StartsWith(text(source)));
      case "ends-with" -> new Condition.Asks(source, new TextTest.EndsWith(text(source)));
      default -> throw operator.expected("one of == != ~ !~ in contains starts-with ends-with");
    };
  }

  private List<String> texts(TextSource source) throws ExpressionException {
    List<String> values = new ArrayList<>();
    expect("(", "(");
    do {
      values.add(text(source));
    } while (accept(","));
    expect(")", ", or )");
    return List.copyOf(values);
  }

  /** A text to compare a source with: hosts and media types know no upper case. */
  private String text(TextSource source) throws ExpressionException {
    String text = quoted().text();
    return source == TextSource.Part.HOST || source == TextSource.Part.TYPE
        ? text.toLowerCase(Locale.ROOT)
        : text;
  }

  private TextTest pattern() throws ExpressionException {
    return new TextTest.Finds(BoundedPattern.compile(quoted()));
  }

  private Token quoted() throws ExpressionException {
    Token token = next();
    if (token.kind() != Kind.TEXT) {
      throw token.expected("a text in quotes");
    }
    return token;
  }

  private Token peek() {
    return tokens.get(at);
  }

  private Token next() {
    Token token = tokens.get(at);
    if (token.kind() != Kind.END) {
      at++;
    }
    return token;
  }

  private boolean accept(String wordOrSymbol) {
    boolean isThere = peek().is(wordOrSymbol);
    if (isThere) {
      at++;
    }
    return isThere;
  }

  private void expect(String wordOrSymbol, String expected) throws ExpressionException {
    if (!accept(wordOrSymbol)) {
      throw peek().expected(expected);
    }
  }
}
