package dev.skerry.origin.engine.rocksdb;

import dev.skerry.origin.engine.contract.Ledger;
import java.nio.file.Path;

/** A process that counts until it is killed, and prints "writer count" for what is acknowledged. */
final class KilledProcess {
  static final int WRITERS = 4;

  private KilledProcess() {}

  public static void main(String... args) {
    RocksEngine engine = RocksEngine.open(RocksSettings.in(Path.of(args[0])).with(Memory.SMALL));
    for (int i = 0; i < WRITERS; i++) {
      int writer = i;
      Thread.ofPlatform()
          .start(
              () -> {
                while (!System.out.checkError()) {
                  System.out.println(writer + " " + Ledger.count(engine, writer));
                }
              });
    }
  }
}
