package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.Backup;
import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.Tables;
import tools.jackson.core.JsonGenerator;

/** {@code RestoreTableFromBackup}. */
final class RestoreTableFromBackup implements Operation {
  private static final Shape.Structure INPUT =
      new Shape.Structure(
          "RestoreTableFromBackupInput",
          RestoreInput.members(RestoreInput.TARGET, BackupMembers.BACKUP_ARN));

  private final Tables tables;

  RestoreTableFromBackup(Tables tables) {
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
    RestoreInput wanted = new RestoreInput(in);
    TableDefinition table =
        tables.backups().restore(backup.id(), in.requiredText("TargetTableName"), wanted::changed);
    RestoreInput.write(
        tables,
        out,
        table,
        new RestoreInput.Source(
            backup.arn(tables.settings()), backup.table().name(), backup.created()));
  }
}
