package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.Backup;
import dev.skerry.origin.tables.Tables;
import tools.jackson.core.JsonGenerator;

/** {@code DescribeBackup}. */
final class DescribeBackup implements Operation {
  private static final Shape.Structure INPUT =
      new Shape.Structure("DescribeBackupInput", BackupMembers.BACKUP_ARN);

  private final Tables tables;

  DescribeBackup(Tables tables) {
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
    Backup backup = BackupMembers.find(tables, in.requiredText("BackupArn"));
    new BackupWriter(tables, out).write(backup, BackupWriter.status(backup));
  }
}
