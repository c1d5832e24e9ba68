package dev.skerry.control.fleet;

import dev.skerry.origin.engine.Engine;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The name of the state that a control plane keeps in an engine, given once and for good. */
public final class ControlPlaneName {
  private static final int BYTES = 16;

  private ControlPlaneName() {}

  /** That of an engine, which is given one if it has none: 32 hexadecimal digits. */
  public static String of(Engine engine) {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String fresh = HexFormat.of().formatHex(random);
    return engine
        .transact(
            transaction -> {
              byte[] known = transaction.get(FleetRows.controlPlane());
              if (known != null) {
                return FleetRows.readText(known);
              }
              transaction.put(FleetRows.controlPlane(), FleetRows.write(fresh));
              return fresh;
            })
        .result();
  }

  /**
   * Takes an engine's name away, so that it gets another: where its rows have been put back to an
   * earlier moment, the numbers given since then will be given again, and mean something else.
   * Edges that knew the name before purge what they have, and are configured anew.
   */
  public static void forget(Engine engine) {
    var _ = engine.write(transaction -> transaction.delete(FleetRows.controlPlane()));
  }
}
