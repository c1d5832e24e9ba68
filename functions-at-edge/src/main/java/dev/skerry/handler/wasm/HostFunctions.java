package dev.skerry.handler.wasm;

import dev.skerry.handler.host.CallLog;
import java.nio.charset.StandardCharsets;
import java.util.List;
import run.endive.runtime.HostFunction;
import run.endive.runtime.Instance;
import run.endive.runtime.TrapException;

/**
 * The functions of the import module {@code skerry}. What they do is short and bounded: nobody
 * stops a call while it is in one of them.
 */
final class HostFunctions {
  /** The module's name in imports. */
  static final String MODULE = "skerry";

  private static final int MOST_RANDOM = 1 << 16;
  private static final List<String> LEVELS = List.of("debug: ", "", "warning: ", "error: ");

  private final CallLog log;
  private final CallRandom random;

  HostFunctions(CallLog log, CallRandom random) {
    this.log = log;
    this.random = random;
  }

  /** All of them, for one instance. */
  List<HostFunction> all() {
    return List.of(
        new HostFunction(MODULE, "log", Signatures.parse("(i32,i32,i32)->"), this::log),
        new HostFunction(
            MODULE,
            "now",
            Signatures.parse("()->i64"),
            (instance, arguments) -> new long[] {System.currentTimeMillis()}),
        new HostFunction(MODULE, "random", Signatures.parse("(i32,i32)->"), this::random));
  }

  private long[] log(Instance instance, long... arguments) {
    int length = (int) Math.min(arguments[2] & 0xffffffffL, log.left() + 1);
    if (log.left() > 0) {
      byte[] text = Memories.read(instance.memory(), (int) arguments[1], length);
      String level = LEVELS.get(Math.clamp(arguments[0], 0, LEVELS.size() - 1));
      log.line("", level + new String(text, StandardCharsets.UTF_8));
    }
    return new long[0];
  }

  private long[] random(Instance instance, long... arguments) {
    int length = (int) arguments[1];
    if (length < 0 || length > MOST_RANDOM) {
      throw new TrapException("random gives at most " + MOST_RANDOM + " octets at a time");
    }
    instance.memory().write((int) arguments[0], random.octets(length));
    return new long[0];
  }
}
