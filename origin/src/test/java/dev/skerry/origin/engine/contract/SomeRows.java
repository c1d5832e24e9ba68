package dev.skerry.origin.engine.contract;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Limits;
import java.util.SplittableRandom;

/** Rows of every size. */
public final class SomeRows {
  private SomeRows() {}

  /** Puts so many random rows into an engine, the longest key and the greatest value among them. */
  public static void put(Engine engine, SplittableRandom random, int rows) {
    byte[] longest = new byte[Limits.KEY_BYTES];
    longest[0] = 1;
    engine.write(transaction -> transaction.put(Key.wrap(longest), new byte[Limits.VALUE_BYTES]));
    for (int i = 0; i < rows; i += 100) {
      engine.write(
          transaction -> {
            for (int n = 0; n < 100; n++) {
              transaction.put(
                  Key.wrap(octets(random, 1 + random.nextInt(40))),
                  octets(random, random.nextInt(40) == 0 ? 20_000 : random.nextInt(300)));
            }
          });
    }
  }

  private static byte[] octets(SplittableRandom random, int length) {
    byte[] octets = new byte[length];
    random.nextBytes(octets);
    if (length > 0 && octets[0] == (byte) 0xFF) {
      octets[0] = 0;
    }
    return octets;
  }
}
