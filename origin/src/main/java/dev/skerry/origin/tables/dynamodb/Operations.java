package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.Tables;
import java.util.Map;

/** All operations that there are, by name. */
final class Operations {
  private Operations() {}

  static Map<String, Operation> on(Tables tables) {
    return Map.ofEntries(
        Map.entry("BatchExecuteStatement", new BatchExecuteStatement(tables)),
        Map.entry("BatchGetItem", new BatchGetItem(tables)),
        Map.entry("BatchWriteItem", new BatchWriteItem(tables)),
        Map.entry("CreateBackup", new CreateBackup(tables)),
        Map.entry("CreateGlobalTable", new GlobalTables(GlobalTables.Action.CREATE)),
        Map.entry("CreateTable", new CreateTable(tables)),
        Map.entry("DeleteBackup", new DeleteBackup(tables)),
        Map.entry("DeleteItem", new DeleteItem(tables)),
        Map.entry("DeleteResourcePolicy", new DeleteResourcePolicy(tables)),
        Map.entry("DeleteTable", new DeleteTable(tables)),
        Map.entry("DescribeBackup", new DescribeBackup(tables)),
        Map.entry("DescribeContinuousBackups", new DescribeContinuousBackups(tables)),
        Map.entry("DescribeContributorInsights", new DescribeContributorInsights(tables)),
        Map.entry("DescribeEndpoints", new DescribeEndpoints()),
        Map.entry("DescribeExport", new Transfers(tables, Transfers.Action.DESCRIBE_EXPORT)),
        Map.entry("DescribeGlobalTable", new GlobalTables(GlobalTables.Action.DESCRIBE)),
        Map.entry(
            "DescribeGlobalTableSettings", new GlobalTables(GlobalTables.Action.DESCRIBE_SETTINGS)),
        Map.entry("DescribeImport", new Transfers(tables, Transfers.Action.DESCRIBE_IMPORT)),
        Map.entry(
            "DescribeKinesisStreamingDestination",
            new KinesisDestination(tables, KinesisDestination.Action.DESCRIBE)),
        Map.entry("DescribeLimits", new DescribeLimits()),
        Map.entry("DescribeStream", new DescribeStream(tables)),
        Map.entry("DescribeTable", new DescribeTable(tables)),
        Map.entry("DescribeTableReplicaAutoScaling", AutoScaling.describe(tables)),
        Map.entry("DescribeTimeToLive", new DescribeTimeToLive(tables)),
        Map.entry(
            "DisableKinesisStreamingDestination",
            new KinesisDestination(tables, KinesisDestination.Action.DISABLE)),
        Map.entry(
            "EnableKinesisStreamingDestination",
            new KinesisDestination(tables, KinesisDestination.Action.ENABLE)),
        Map.entry("ExecuteStatement", new ExecuteStatement(tables)),
        Map.entry("ExecuteTransaction", new ExecuteTransaction(tables)),
        Map.entry("ExportTableToPointInTime", new ExportTableToPointInTime(tables)),
        Map.entry("GetItem", new GetItem(tables)),
        Map.entry("GetRecords", new GetRecords(tables)),
        Map.entry("GetResourcePolicy", new GetResourcePolicy(tables)),
        Map.entry("GetShardIterator", new GetShardIterator(tables)),
        Map.entry("ImportTable", new ImportTable(tables)),
        Map.entry("ListBackups", new ListBackups(tables)),
        Map.entry("ListContributorInsights", new ListContributorInsights(tables)),
        Map.entry("ListExports", new Transfers(tables, Transfers.Action.LIST_EXPORTS)),
        Map.entry("ListGlobalTables", new GlobalTables(GlobalTables.Action.LIST)),
        Map.entry("ListImports", new Transfers(tables, Transfers.Action.LIST_IMPORTS)),
        Map.entry("ListStreams", new ListStreams(tables)),
        Map.entry("ListTables", new ListTables(tables)),
        Map.entry("ListTagsOfResource", new ListTagsOfResource(tables)),
        Map.entry("PutItem", new PutItem(tables)),
        Map.entry("PutResourcePolicy", new PutResourcePolicy(tables)),
        Map.entry("Query", new Query(tables)),
        Map.entry("RestoreTableFromBackup", new RestoreTableFromBackup(tables)),
        Map.entry("RestoreTableToPointInTime", new RestoreTableToPointInTime(tables)),
        Map.entry("Scan", new ScanTable(tables)),
        Map.entry("TagResource", new TagResource(tables)),
        Map.entry("TransactGetItems", new TransactGetItems(tables)),
        Map.entry("TransactWriteItems", new TransactWriteItems(tables)),
        Map.entry("UntagResource", new UntagResource(tables)),
        Map.entry("UpdateContinuousBackups", new UpdateContinuousBackups(tables)),
        Map.entry("UpdateContributorInsights", new UpdateContributorInsights(tables)),
        Map.entry("UpdateGlobalTable", new GlobalTables(GlobalTables.Action.UPDATE)),
        Map.entry(
            "UpdateGlobalTableSettings", new GlobalTables(GlobalTables.Action.UPDATE_SETTINGS)),
        Map.entry("UpdateItem", new UpdateItem(tables)),
        Map.entry(
            "UpdateKinesisStreamingDestination",
            new KinesisDestination(tables, KinesisDestination.Action.UPDATE)),
        Map.entry("UpdateTable", new UpdateTable(tables)),
        Map.entry("UpdateTableReplicaAutoScaling", AutoScaling.update(tables)),
        Map.entry("UpdateTimeToLive", new UpdateTimeToLive(tables)));
  }
}
