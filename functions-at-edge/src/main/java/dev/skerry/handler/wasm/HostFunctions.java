package dev.skerry.handler.wasm;

import dev.skerry.handler.Binding;
import dev.skerry.handler.Bindings;
import dev.skerry.handler.host.StackRoom;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.HostFunction;
import run.endive.runtime.Instance;
import run.endive.runtime.Memory;
import run.endive.runtime.TrapException;
import run.endive.runtime.WasmFunctionHandle;
import run.endive.wasm.types.FunctionType;

/**
 * The functions of the import module {@code skerry}. What they do is short and bounded, as nobody
 * stops a call while it is in one of them: but where one waits for an answer, the waiting is given
 * up.
 */
final class HostFunctions {
  /** The module's name in imports. */
  static final String MODULE = "skerry";

  /** Their types, by name. */
  static final Map<String, String> TYPES =
      Map.of(
          "log", "(i32,i32,i32)->",
          "now", "()->i64",
          "random", "(i32,i32)->",
          "text", "(i32,i32,i32,i32)->i32",
          "kv_get", "(i32,i32,i32,i32,i32,i32)->i32",
          "ask", "(i32,i32,i32,i32,i32,i32)->i32",
          "answer", "(i32,i32)->i32");

  private static final int MOST_OCTETS = 1 << 16;
  private static final int NONE = -1;
  private static final long[] NOTHING = {};
  private static final List<String> LEVELS = List.of("debug: ", "", "warning: ", "error: ");

  private final HostCall call;
  private final CallRandom random;
  private final Bindings bindings;

  HostFunctions(HostCall call, CallRandom random, Bindings bindings) {
    this.call = call;
    this.random = random;
    this.bindings = bindings;
  }

  /** All of them, for one instance. */
  List<HostFunction> all() {
    return TYPES.entrySet().stream()
        .map(each -> function(each.getKey(), Signatures.parse(each.getValue())))
        .toList();
  }

  private HostFunction function(String name, FunctionType type) {
    WasmFunctionHandle handle =
        switch (name) {
          case "log" -> this::log;
          case "now" -> (instance, arguments) -> new long[] {System.currentTimeMillis()};
          case "random" -> this::random;
          case "text" -> this::text;
          case "kv_get" -> this::value;
          case "ask" -> this::ask;
          case "answer" -> this::answer;
          default -> throw new IllegalStateException("there is no function " + name);
        };
    return new HostFunction(MODULE, name, type, handle);
  }

  private long[] log(Instance instance, long... arguments) {
    String level = LEVELS.get(Math.clamp(arguments[0], 0, LEVELS.size() - 1));
    call.log().line(level, instance.memory(), (int) arguments[1], (int) arguments[2]);
    return NOTHING;
  }

  private long[] random(Instance instance, long... arguments) {
    int length = bounded(arguments[1], MOST_OCTETS, "random gives");
    instance.memory().write((int) arguments[0], random.octets(length));
    return NOTHING;
  }

  // ---- what is bound

  /** Name of a variable or secret, and where its text goes. */
  private long[] text(Instance instance, long... arguments) {
    StackRoom.ensure();
    Memory memory = instance.memory();
    String text =
        switch (bindings.find(name(memory, arguments, 0))) {
          case Binding.Variable variable -> variable.text();
          case Binding.Secret secret -> secret.text();
          case null, default -> null;
        };
    return given(memory, text, (int) arguments[2], (int) arguments[3]);
  }

  /** Name of a namespace, key, and where its value goes. */
  private long[] value(Instance instance, long... arguments) {
    StackRoom.ensure();
    Memory memory = instance.memory();
    String value = bindings.keyValues(name(memory, arguments, 0)).get(name(memory, arguments, 2));
    return given(memory, value, (int) arguments[4], (int) arguments[5]);
  }

  /** Name of a table or bucket, question, and where its answer goes. */
  private long[] ask(Instance instance, long... arguments) {
    StackRoom.ensure();
    Memory memory = instance.memory();
    String binding = name(memory, arguments, 0);
    int length = bounded(arguments[3], QuestionOctets.MOST, "a question has");
    call.questions().ask(binding, Memories.read(memory, (int) arguments[2], length));
    return new long[] {call.questions().answer(memory, (int) arguments[4], (int) arguments[5])};
  }

  /** Where the answer to the last question goes. */
  private long[] answer(Instance instance, long... arguments) {
    int at = (int) arguments[0];
    return new long[] {call.questions().answer(instance.memory(), at, (int) arguments[1])};
  }

  private static String name(Memory memory, long[] arguments, int at) {
    int length = bounded(arguments[at + 1], MOST_OCTETS, "a name or a key has");
    return new String(Memories.read(memory, (int) arguments[at], length), StandardCharsets.UTF_8);
  }

  /** Its length, and its octets where there is room for all of them. */
  private static long[] given(Memory memory, @Nullable String text, int at, int room) {
    if (text == null) {
      return new long[] {NONE};
    }
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    if (octets.length <= (room & 0xffffffffL)) {
      memory.write(at, octets);
    }
    return new long[] {octets.length};
  }

  private static int bounded(long argument, int most, String what) {
    int length = (int) argument;
    if (length < 0 || length > most) {
      throw new TrapException(what + " at most " + most + " octets");
    }
    return length;
  }
}
