package dev.skerry.origin.tables.expression;

import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.expression.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a projection: paths with commas between them. */
final class ProjectionParser implements PathReader.Report {
  private final Findings<Check> findings = new Findings<>(Check.class);

  private ProjectionParser() {}

  /** A check of a projection, in the order in which the service makes them. */
  private enum Check {
    PATH,
    NAME,
    OVERLAP,
    CONFLICT
  }

  /**
   * The projection that a text is.
   *
   * @throws TableException of validation, when it is none
   */
  static Projection parse(String text, Placeholders placeholders) {
    return new ProjectionParser().read(text, placeholders);
  }

  private Projection read(String text, Placeholders placeholders) {
    ExpressionKind kind = ExpressionKind.PROJECTION;
    Cursor cursor = Cursor.of(kind, text);
    PathReader reader = new PathReader(cursor, placeholders, Set.of(), this);
    List<DocumentPath> paths = new ArrayList<>();
    PathTree<DocumentPath> tree = new PathTree<>();
    do {
      DocumentPath path = reader.path();
      paths.add(path);
      PathTree.Clash clash = tree.add(path, path);
      if (clash != null) {
        findings.add(clash.overlap() ? Check.OVERLAP : Check.CONFLICT, clash.text());
      }
    } while (cursor.accept(','));
    if (cursor.peek().kind() != Kind.END) {
      throw cursor.syntaxError();
    }
    String wrong = findings.first();
    if (wrong != null) {
      throw kind.invalid(wrong);
    }
    return Projection.of(paths);
  }

  @Override
  public void wrongPath(String text) {
    findings.add(Check.PATH, text);
  }

  @Override
  public void undefinedName(String text) {
    findings.add(Check.NAME, text);
  }
}
