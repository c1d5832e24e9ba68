package dev.skerry.origin.tables;

import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import java.nio.file.Path;
import java.util.Random;

/** A process that writes items until it is killed, and prints "key number" for what is answered. */
final class KilledTables {
  static final int WRITERS = 4;
  private static final int KEYS = 12;

  private KilledTables() {}

  public static void main(String... args) {
    Api api = new Api(RocksEngine.open(RocksSettings.in(Path.of(args[0]))));
    api.tables.upkeep().start();
    long seed = Long.parseLong(args[1]);
    if (api.ok("ListTables", "{}").equals("{'TableNames':[]}")) {
      makeTable(api);
    }
    for (int i = 0; i < WRITERS; i++) {
      int writer = i;
      Thread.ofPlatform().start(() -> write(api, writer, new Random(seed + writer)));
    }
  }

  /** Items have a number n, which goes up, and a global index of a group g. */
  private static void makeTable(Api api) {
    api.ok(
        "CreateTable",
        "{'TableName':'things','BillingMode':'PAY_PER_REQUEST','AttributeDefinitions':["
            + "{'AttributeName':'h','AttributeType':'S'},"
            + "{'AttributeName':'g','AttributeType':'S'}],'KeySchema':["
            + "{'AttributeName':'h','KeyType':'HASH'}],'GlobalSecondaryIndexes':["
            + "{'IndexName':'groups','KeySchema':[{'AttributeName':'g','KeyType':'HASH'}],"
            + "'Projection':{'ProjectionType':'ALL'}}],'StreamSpecification':"
            + "{'StreamEnabled':true,'StreamViewType':'NEW_AND_OLD_IMAGES'}}");
  }

  /** Each writer has keys of its own; every few writes remove an item, or make it large. */
  private static void write(Api api, int writer, Random random) {
    while (!System.out.checkError()) {
      String key = "w" + writer + "k" + random.nextInt(KEYS);
      if (random.nextInt(5) == 0) {
        api.delete("things", key);
        System.out.println(key + " 0");
      } else {
        long number = 1L + random.nextInt(1_000_000);
        String text = "x".repeat(random.nextInt(6) == 0 ? 30_000 : 3);
        api.ok(
            "PutItem",
            ("{'TableName':'things','Item':{'h':{'S':'%s'},'n':{'N':'%d'},'g':{'S':'g%d'},"
                    + "'x':{'S':'%s'}}}")
                .formatted(key, number, number % 3, text));
        System.out.println(key + " " + number);
      }
    }
  }
}
