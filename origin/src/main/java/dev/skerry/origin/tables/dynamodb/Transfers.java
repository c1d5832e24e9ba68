package dev.skerry.origin.tables.dynamodb;

import static dev.skerry.origin.tables.dynamodb.Constraint.atLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.atMost;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtMost;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.skerry.origin.tables.Export;
import dev.skerry.origin.tables.Import;
import dev.skerry.origin.tables.TableArn;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The operations that tell of exports to buckets and of imports from them. */
final class Transfers implements Operation {
  private static final int MOST = 25;
  private static final int TOKEN_DIGITS = 112;
  private static final Pattern ID = Pattern.compile("[0-9]{14}-[0-9a-f]{8}");
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
    TransferWriter writer = new TransferWriter(tables, out);
    switch (action) {
      case DESCRIBE_EXPORT -> {
        String arn = in.requiredText("ExportArn");
        Export found = tables.exports().find(id(arn));
        if (found == null || !found.arn(tables.settings()).equals(arn)) {
          throw unknown(arn, "Export", ErrorType.EXPORT_NOT_FOUND);
        }
        writer.export("ExportDescription", found);
      }
      case DESCRIBE_IMPORT -> {
        String arn = in.requiredText("ImportArn");
        Import found = tables.imports().find(id(arn));
        if (found == null || !found.arn(tables.settings()).equals(arn)) {
          throw unknown(arn, "Import", ErrorType.IMPORT_NOT_FOUND);
        }
        writer.describe(found);
      }
      case LIST_EXPORTS -> exports(in, writer, out);
      case LIST_IMPORTS -> imports(in, writer, out);
    }
  }

  private static String id(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  /** Why nothing can be told of an ARN. */
  private TableException unknown(String arn, String what, ErrorType notFound) {
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

  private void exports(Fields in, TransferWriter writer, JsonGenerator out) {
    @Nullable String table = table(in);
    int most = most(in.number("MaxResults"));
    List<Export> found =
        tables
            .exports()
            .before(
                start(in), each -> table == null || each.table().name().equals(table), most + 1);
    List<Export> shown = found.subList(0, Math.min(most, found.size()));
    out.writeArrayPropertyStart("ExportSummaries");
    shown.forEach(writer::summary);
    out.writeEndArray();
    if (found.size() > most) {
      out.writeStringProperty("NextToken", token(shown.getLast().id()));
    }
  }

  private void imports(Fields in, TransferWriter writer, JsonGenerator out) {
    @Nullable String table = table(in);
    int most = most(in.number("PageSize"));
    List<Import> found =
        tables
            .imports()
            .before(
                start(in), each -> table == null || each.table().name().equals(table), most + 1);
    List<Import> shown = found.subList(0, Math.min(most, found.size()));
    out.writeArrayPropertyStart("ImportSummaryList");
    shown.forEach(writer::summary);
    out.writeEndArray();
    if (found.size() > most) {
      out.writeStringProperty("NextToken", token(shown.getLast().id()));
    }
  }

  private static int most(@Nullable Long asked) {
    return asked == null ? MOST : asked.intValue();
  }

  /** The name of the table whose are asked for, or null for those of all. */
  private @Nullable String table(Fields in) {
    String arn = in.text("TableArn");
    TableArn table = arn == null ? null : TableArn.find(arn);
    if (arn != null && table == null) {
      throw TableException.validation(
          "One or more parameter values were invalid: tableArn is not a valid ARN");
    }
    if (table != null && !table.account().equals(tables.settings().account())) {
      throw new TableException(ErrorType.ACCESS_DENIED, "Access is denied");
    }
    return table == null ? null : table.table();
  }

  /** What stands for a page that begins behind an id: its letters in hexadecimal, and zeros. */
  private static String token(String id) {
    String digits = HexFormat.of().formatHex(id.getBytes(US_ASCII));
    return digits + "0".repeat(TOKEN_DIGITS - digits.length());
  }

  private static @Nullable String start(Fields in) {
    String token = in.text("NextToken");
    if (token == null) {
      return null;
    }
    try {
      String id = new String(HexFormat.of().parseHex(token), US_ASCII).replace("\0", "");
      if (ID.matcher(id).matches() && token(id).equals(token)) {
        return id;
      }
    } catch (IllegalArgumentException e) {
      // It is refused below.
    }
    throw TableException.validation("Invalid Request: Provided nextToken is invalid: " + token);
  }
}
