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
      Pattern.compile(
          "arn:aws:dynamodb:([a-z0-9-]{1,64}):([0-9]{12}):table/[a-zA-Z0-9_.-]{3,255}"
              + "/backup/([0-9]{14}-[0-9a-f]{8})");

  static final Member BACKUP_ARN = Member.required("BackupArn", Shapes.TEXT, lengthAtMost(1024));
  static final Member BACKUP_NAME =
      Member.required(
          "BackupName",
          Shapes.TEXT,
          pattern("[a-zA-Z0-9_.-]+"),
          lengthAtLeast(3),
          lengthAtMost(255));

  private BackupMembers() {}

  /** The id of a backup of the account in its ARN, of whatever region. */
  static String id(Tables tables, String arn) {
    Matcher parts = ARN.matcher(arn);
    if (!parts.matches()) {
      throw TableException.validation("Invalid Backup ARN");
    }
    if (!parts.group(2).equals(tables.settings().account())) {
      throw new TableException(ErrorType.ACCESS_DENIED, "Access is denied");
    }
    return parts.group(3);
  }

  /** Whether an ARN that was checked names the region of the account's tables. */
  static boolean isHere(Tables tables, String arn) {
    Matcher parts = ARN.matcher(arn);
    return parts.matches() && parts.group(1).equals(tables.settings().region());
  }

  /** The account's backup of an ARN. */
  static Backup find(Tables tables, String arn) {
    String id = id(tables, arn);
    Backup backup;
    try {
      backup = tables.backups().find(id);
    } catch (TableException e) {
      throw e.type() == ErrorType.BACKUP_NOT_FOUND ? notFound(arn) : e;
    }
    if (!backup.arn(tables.settings()).equals(arn)) {
      throw notFound(arn);
    }
    return backup;
  }

  private static TableException notFound(String arn) {
    return new TableException(ErrorType.BACKUP_NOT_FOUND, "Backup not found: " + arn);
  }
}
