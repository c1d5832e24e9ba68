package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.Backup;
import dev.skerry.origin.tables.Tables;
import tools.jackson.core.JsonGenerator;

/** {@code CreateBackup}. */
final class CreateBackup implements Operation {
  private static final Shape.Structure INPUT =
      new Shape.Structure(
          "CreateBackupInput", Members.TABLE_NAME_OR_ARN, BackupMembers.BACKUP_NAME);

  private final Tables tables;

  CreateBackup(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Shape.Structure input() {
    return INPUT;
  }

  @Override
  public boolean needsTable() {
    return false;
  }

  @Override
  public void answer(Fields in, JsonGenerator out) {
    Backup backup =
        tables.backups().create(in.requiredText("TableName"), in.requiredText("BackupName"));
    new BackupWriter(tables, out).details(backup, BackupWriter.status(backup));
  }
}
