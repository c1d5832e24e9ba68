package dev.skerry.origin.tables.dynamodb;

import static dev.skerry.origin.tables.dynamodb.Constraint.atLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.atMost;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtMost;

import dev.skerry.origin.tables.TableArn;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;

/**
 * The operations that tell of exports to buckets and of imports from them. There are no buckets, so
 * there never was either.
 */
final class Transfers implements Operation {
  private static final int MOST = 25;
  private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-f]*");
  private static final Member TABLE_ARN =
      Member.of("TableArn", Shapes.TEXT, lengthAtLeast(1), lengthAtMost(1024));

  private final Tables tables;
  private final Action action;
  private final Shape.Structure input;

  Transfers(Tables tables, Action action) {
    this.tables = tables;
    this.action = action;
    this.input = shape(action);
  }

  /** What is asked for. */
  enum Action {
    DESCRIBE_EXPORT,
    DESCRIBE_IMPORT,
    LIST_EXPORTS,
    LIST_IMPORTS
  }

  private static Shape.Structure shape(Action action) {
    return switch (action) {
      case DESCRIBE_EXPORT -> new Shape.Structure("DescribeExportInput", arn("ExportArn"));
      case DESCRIBE_IMPORT -> new Shape.Structure("DescribeImportInput", arn("ImportArn"));
      case LIST_EXPORTS ->
          new Shape.Structure(
              "ListExportsInput",
              TABLE_ARN,
              Member.of("MaxResults", Shapes.INTEGER, atLeast(1), atMost(MOST)),
              Member.of("NextToken", Shapes.TEXT));
      case LIST_IMPORTS ->
          new Shape.Structure(
              "ListImportsInput",
              TABLE_ARN,
              Member.of("PageSize", Shapes.INTEGER, atLeast(1), atMost(MOST)),
              Member.of(
                  "NextToken",
                  Shapes.TEXT,
                  new Constraint(
                      "Member must satisfy regular expression pattern: ([0-9a-f]{16})+",
                      value ->
                          value instanceof String text
                              && text.length() % 16 == 0
                              && HEXADECIMAL.matcher(text).matches()),
                  lengthAtLeast(112),
                  lengthAtMost(1024)));
    };
  }

  private static Member arn(String name) {
    return Member.required(name, Shapes.TEXT, lengthAtLeast(37), lengthAtMost(1024));
  }

  @Override
  public Shape.Structure input() {
    return input;
  }

  @Override
  public boolean needsTable() {
    return false;
  }

  @Override
  public void answer(Fields in, JsonGenerator out) {
    switch (action) {
      case DESCRIBE_EXPORT ->
          throw describe(in.requiredText("ExportArn"), "Export", ErrorType.EXPORT_NOT_FOUND);
      case DESCRIBE_IMPORT ->
          throw describe(in.requiredText("ImportArn"), "Import", ErrorType.IMPORT_NOT_FOUND);
      case LIST_EXPORTS -> list(in, "ExportSummaries", out);
      case LIST_IMPORTS -> list(in, "ImportSummaryList", out);
    }
  }

  /** Why nothing can be told of an ARN. */
  private TableException describe(String arn, String what, ErrorType notFound) {
    String kind = "/" + what.toLowerCase(Locale.ROOT) + "/";
    int end = arn.indexOf(kind);
    TableArn table = end < 0 ? null : TableArn.find(arn.substring(0, end));
    if (table == null || arn.indexOf('/', end + kind.length()) >= 0) {
      return TableException.validation("Invalid " + what + " ARN");
    }
    if (!table.account().equals(tables.settings().account())) {
      return new TableException(ErrorType.ACCESS_DENIED, "Access is denied");
    }
    boolean isHere = table.region().equals(tables.settings().region());
    return new TableException(
        notFound,
        what
            + " not found: "
            + (isHere
                ? what + " not found: " + arn
                : "Invalid " + what.toLowerCase(Locale.ROOT) + " arn"));
  }

  private void list(Fields in, String member, JsonGenerator out) {
    String arn = in.text("TableArn");
    TableArn table = arn == null ? null : TableArn.find(arn);
    if (arn != null && table == null) {
      throw TableException.validation(
          "One or more parameter values were invalid: tableArn is not a valid ARN");
    }
    if (table != null && !table.account().equals(tables.settings().account())) {
      throw new TableException(ErrorType.ACCESS_DENIED, "Access is denied");
    }
    String token = in.text("NextToken");
    if (token != null) {
      throw TableException.validation("Invalid Request: Provided nextToken is invalid: " + token);
    }
    out.writeArrayPropertyStart(member);
    out.writeEndArray();
  }
}
