package dev.skerry.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.control.SignedClient.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tables that calls of all kinds are made on, and what holds of them whatever was called. */
final class FuzzedTables {
  private static final int ITEMS = 10;
  private static final int LOOKS_MAX = 20_000;

  private final SignedClient client;
  private final String account;

  FuzzedTables(SignedClient client, String account) {
    this.client = client;
    this.account = account;
  }

  /** An answer that must be one of success, as a tree. */
  JsonNode ok(String operation, String json) throws IOException, InterruptedException {
    Answer answer = call(operation, json);
    assertThat(answer.status()).as("%s %s: %s", operation, json, answer.body()).isEqualTo(200);
    return TableCall.JSON.readTree(answer.body());
  }

  private Answer call(String operation, String json) throws IOException, InterruptedException {
    TableCall call = new TableCall(200, operation, json);
    CallMutations.Sent sent = CallMutations.asIs(call);
    return client.send(sent.content(), sent.fields());
  }

  /**
   * Removes all tables and backups, and makes anew those that the calls of the test resources are
   * about.
   *
   * @return what the calls' names stand for
   */
  Map<String, String> make() throws IOException, InterruptedException {
    clear();
    ok(
        "CreateTable",
        "{'TableName':'things','BillingMode':'PAY_PER_REQUEST','AttributeDefinitions':["
            + "{'AttributeName':'h','AttributeType':'S'},"
            + "{'AttributeName':'r','AttributeType':'N'},"
            + "{'AttributeName':'g','AttributeType':'S'}],'KeySchema':["
            + "{'AttributeName':'h','KeyType':'HASH'},{'AttributeName':'r','KeyType':'RANGE'}],"
            + "'LocalSecondaryIndexes':[{'IndexName':'local','KeySchema':["
            + "{'AttributeName':'h','KeyType':'HASH'},{'AttributeName':'g','KeyType':'RANGE'}],"
            + "'Projection':{'ProjectionType':'ALL'}}],"
            + "'GlobalSecondaryIndexes':[{'IndexName':'global','KeySchema':["
            + "{'AttributeName':'g','KeyType':'HASH'},{'AttributeName':'r','KeyType':'RANGE'}],"
            + "'Projection':{'ProjectionType':'INCLUDE','NonKeyAttributes':['m']}}],"
            + "'StreamSpecification':{'StreamEnabled':true,"
            + "'StreamViewType':'NEW_AND_OLD_IMAGES'}}");
    for (String table : List.of("counters", "fading", "spare")) {
      ok(
          "CreateTable",
          "{'TableName':'"
              + table
              + "','BillingMode':'PAY_PER_REQUEST','AttributeDefinitions':["
              + "{'AttributeName':'k','AttributeType':'S'}],'KeySchema':["
              + "{'AttributeName':'k','KeyType':'HASH'}]}");
    }
    ok(
        "UpdateContinuousBackups",
        "{'TableName':'counters','PointInTimeRecoverySpecification':"
            + "{'PointInTimeRecoveryEnabled':true}}");
    fill();
    return names();
  }

  private void fill() throws IOException, InterruptedException {
    for (int i = 0; i < ITEMS; i++) {
      ok(
          "PutItem",
          "{'TableName':'things','Item':{'h':{'S':'a'},'r':{'N':'%d'},'g':{'S':'x%d'},'n':{'N':'%d'},"
                  .formatted(i, i % 3, i * i)
              + "'m':{'M':{'x':{'L':[{'N':'1'}]}}},'l':{'L':[{'S':'s'}]},'ns':{'NS':['1','2.5']}}}");
      ok(
          "PutItem",
          "{'TableName':'counters','Item':{'k':{'S':'c%1$d'},'n':{'N':'%1$d'}}}".formatted(i));
    }
  }

  private Map<String, String> names() throws IOException, InterruptedException {
    Map<String, String> names = new HashMap<>();
    String arn = "arn:aws:dynamodb:us-east-1:" + account + ":table/";
    names.put("ARN", arn + "things");
    names.put("COUNTERS", arn + "counters");
    String backup =
        ok("CreateBackup", "{'TableName':'counters','BackupName':'first'}")
            .at("/BackupDetails/BackupArn")
            .stringValue();
    names.put("BACKUP", backup);
    String stream =
        ok("DescribeTable", "{'TableName':'things'}").at("/Table/LatestStreamArn").stringValue();
    names.put("STREAM", stream);
    String shard =
        ok("DescribeStream", "{'StreamArn':'" + stream + "'}")
            .at("/StreamDescription/Shards/0/ShardId")
            .stringValue();
    names.put("SHARD", shard);
    String iterator = iterator(stream, shard);
    names.put("ITERATOR", iterator);
    names.put(
        "SEQUENCE",
        ok("GetRecords", "{'ShardIterator':'" + iterator + "','Limit':1}")
            .at("/Records/0/dynamodb/SequenceNumber")
            .stringValue());
    for (int looks = 0; looks < LOOKS_MAX; looks++) {
      JsonNode described = ok("DescribeBackup", "{'BackupArn':'" + backup + "'}");
      if (described.toString().contains("AVAILABLE")) {
        return names;
      }
    }
    throw new AssertionError("a backup is never available");
  }

  private String iterator(String stream, String shard) throws IOException, InterruptedException {
    return ok(
            "GetShardIterator",
            "{'StreamArn':'%s','ShardId':'%s','ShardIteratorType':'TRIM_HORIZON'}"
                .formatted(stream, shard))
        .at("/ShardIterator")
        .stringValue();
  }

  private void clear() throws IOException, InterruptedException {
    for (JsonNode backup : ok("ListBackups", "{}").get("BackupSummaries")) {
      String body = "{'BackupArn':" + backup.get("BackupArn") + "}";
      for (int looks = 0; call("DeleteBackup", body).status() != 200; looks++) {
        assertThat(looks).as("looks at %s", backup).isLessThan(LOOKS_MAX);
      }
    }
    for (String table : tables()) {
      String body = "{'TableName':'" + table + "'}";
      Answer deleted = call("DeleteTable", body);
      for (int looks = 0; deleted.status() != 200; looks++) {
        assertThat(looks).as("looks at %s: %s", table, deleted.body()).isLessThan(LOOKS_MAX);
        call("UpdateTable", "{'TableName':'" + table + "','DeletionProtectionEnabled':false}");
        deleted = call("DeleteTable", body);
      }
    }
    for (int looks = 0; !tables().isEmpty(); looks++) {
      assertThat(looks).isLessThan(LOOKS_MAX);
    }
  }

  private List<String> tables() throws IOException, InterruptedException {
    List<String> names = new ArrayList<>();
    String from = "";
    while (true) {
      JsonNode page = ok("ListTables", "{" + from + "}");
      page.get("TableNames").forEach(name -> names.add(name.stringValue()));
      JsonNode last = page.get("LastEvaluatedTableName");
      if (last == null) {
        return names;
      }
      from = "'ExclusiveStartTableName':" + last;
    }
  }

  /**
   * Checks of each table that it is described, read as it was written, and that its parts agree.
   */
  void check() throws IOException, InterruptedException {
    for (String table : tables()) {
      JsonNode description = ok("DescribeTable", "{'TableName':'" + table + "'}").get("Table");
      if (!description.get("TableStatus").stringValue().equals("ACTIVE")) {
        continue;
      }
      List<JsonNode> items = scan(table, null);
      for (JsonNode item : items) {
        String get =
            "{'TableName':'%s','ConsistentRead':true,'Key':%s}"
                .formatted(table, key(item, description.get("KeySchema")));
        assertThat(ok("GetItem", get).get("Item")).as(get).isEqualTo(item);
      }
      Map<String, String> types = new TreeMap<>();
      description
          .get("AttributeDefinitions")
          .forEach(
              a ->
                  types.put(
                      a.get("AttributeName").stringValue(), a.get("AttributeType").stringValue()));
      for (String kind : List.of("LocalSecondaryIndexes", "GlobalSecondaryIndexes")) {
        for (JsonNode index : description.path(kind)) {
          if (index.path("IndexStatus").asString("ACTIVE").equals("ACTIVE")) {
            checkIndex(table, description, index, items, types);
          }
        }
      }
    }
  }

  private void checkIndex(
      String table,
      JsonNode description,
      JsonNode index,
      List<JsonNode> items,
      Map<String, String> types)
      throws IOException, InterruptedException {
    String name = index.get("IndexName").stringValue();
    TreeSet<String> expected = new TreeSet<>();
    for (JsonNode item : items) {
      boolean all = true;
      for (JsonNode part : index.get("KeySchema")) {
        String attribute = part.get("AttributeName").stringValue();
        all &= item.path(attribute).has(types.get(attribute));
      }
      if (all) {
        expected.add(key(item, description.get("KeySchema")).toString());
      }
    }
    TreeSet<String> found = new TreeSet<>();
    scan(table, name)
        .forEach(item -> found.add(key(item, description.get("KeySchema")).toString()));
    assertThat(found).as("index %s of %s", name, table).isEqualTo(expected);
  }

  private static ObjectNode key(JsonNode item, JsonNode schema) {
    ObjectNode key = TableCall.JSON.createObjectNode();
    for (JsonNode part : schema) {
      String name = part.get("AttributeName").stringValue();
      key.set(name, item.get(name));
    }
    return key;
  }

  /** All items of a table, or of one of its indexes; null of the table. */
  List<JsonNode> scan(String table, @Nullable String index)
      throws IOException, InterruptedException {
    List<JsonNode> items = new ArrayList<>();
    String of =
        "'TableName':'"
            + table
            + "'"
            + (index == null ? ",'ConsistentRead':true" : ",'IndexName':'" + index + "'");
    String from = "";
    while (true) {
      JsonNode page = ok("Scan", "{" + of + from + "}");
      page.get("Items").forEach(items::add);
      JsonNode last = page.get("LastEvaluatedKey");
      if (last == null) {
        return items;
      }
      from = ",'ExclusiveStartKey':" + last;
    }
  }

  /** All items of the tables that the calls write, as they are read. */
  String items() throws IOException, InterruptedException {
    StringBuilder all = new StringBuilder();
    for (String table : List.of("things", "counters")) {
      Answer answer = call("Scan", "{'TableName':'" + table + "','ConsistentRead':true}");
      all.append(answer.status()).append(answer.body());
    }
    return all.toString();
  }
}
