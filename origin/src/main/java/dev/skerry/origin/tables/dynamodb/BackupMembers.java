package dev.skerry.origin.tables.dynamodb;

import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtMost;
import static dev.skerry.origin.tables.dynamodb.Constraint.pattern;

import dev.skerry.origin.tables.Backup;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Members about backups, and the backups that they name. */
final class BackupMembers {
  private static final Pattern ARN =
      Pattern.compile("(arn:[a-z-]+:dynamodb:[^:]+:\\d+:table/([^/]{3,255}))/backup/([^/]+)");
  private static final Pattern TABLE_ARN =
      Pattern.compile("arn:[a-z-]+:dynamodb:[^:]+:\\d+:table/([^/]{3,255})");

  static final Member BACKUP_ARN =
      Member.required("BackupArn", Shapes.TEXT, lengthAtLeast(37), lengthAtMost(1024));
  static final Member BACKUP_NAME =
      Member.required(
          "BackupName",
          Shapes.TEXT,
          pattern("[a-zA-Z0-9_.-]+"),
          lengthAtLeast(3),
          lengthAtMost(255));

  /** The table, by its name or its ARN. */
  static final Member TABLE_NAME =
      Member.required("TableName", Shapes.TEXT, lengthAtLeast(1), lengthAtMost(1024));

  private BackupMembers() {}

  /** The name of a table that may be named by its ARN. */
  static String table(String text) {
    Matcher arn = TABLE_ARN.matcher(text);
    return arn.matches() ? arn.group(1) : text;
  }

  /** The id of a backup in its ARN. */
  static String id(String arn) {
    Matcher parts = ARN.matcher(arn);
    if (!parts.matches()) {
      throw TableException.validation("The BackupArn in the request is invalid: " + arn);
    }
    return parts.group(3);
  }

  /** The backup of an ARN. */
  static Backup find(Tables tables, String arn) {
    String id = id(arn);
    Backup backup;
    try {
      backup = tables.backups().find(id);
    } catch (TableException e) {
      throw notFound(arn, e);
    }
    if (!backup.arn(tables.settings()).equals(arn)) {
      throw new TableException(ErrorType.BACKUP_NOT_FOUND, text(arn));
    }
    return backup;
  }

  private static TableException notFound(String arn, TableException failure) {
    return failure.type() == ErrorType.BACKUP_NOT_FOUND
        ? new TableException(ErrorType.BACKUP_NOT_FOUND, text(arn))
        : failure;
  }

  private static String text(String arn) {
    return "Backup not found: " + arn;
  }
}
