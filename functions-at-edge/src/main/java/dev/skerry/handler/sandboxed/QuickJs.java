package dev.skerry.handler.sandboxed;

import dev.skerry.handler.host.CallLog;
import dev.skerry.handler.host.StackRoom;
import dev.skerry.handler.wasm.Memories;
import dev.skerry.handler.wasm.SystemImports;
import io.roastedroot.quickjs4j.core.JavyPluginModule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import run.endive.runtime.ByteArrayMemory;
import run.endive.runtime.HostFunction;
import run.endive.runtime.ImportValues;
import run.endive.runtime.Instance;
import run.endive.runtime.Memory;
import run.endive.runtime.TrapException;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.FunctionType;
import run.endive.wasm.types.MemoryLimits;
import run.endive.wasm.types.ValType;

/**
 * A QuickJS of one handler. Scripts that run in it reach the host by one function, {@code
 * java_invoke(module, function, text)}, which gives a text.
 *
 * <p>The JVM interprets the function that is QuickJS's own interpreter, and a dozen others: HotSpot
 * compiles no method of more than 8,000 bytes. Its option {@code -XX:-DontCompileHugeMethods} is
 * not set, as it is of no use here: both compilers give that function up (too many registers for
 * C1, too many nodes for C2, which with a higher {@code MaxNodeLimit} takes minutes and several
 * hundred megabytes for it), and modules that are not trusted could have such functions compiled,
 * too.
 */
final class QuickJs {
  /** The pages that it begins with, of 64 KiB. */
  private static final int FIRST_PAGES = limits().initialPages();

  /** What the engine calls each module that it compiles. */
  static final String MODULE = "function.mjs";

  /**
   * Those lines before each script that {@link #compiled} compiles, so that its frames are told
   * apart from the author's, as the engine calls all by one name. What stands as far down in a
   * source of an author's has no place in logs.
   */
  static final int OWN_LINES = 1 << 17;

  private static final byte REFUSED = '!';
  private static final byte ANSWERED = '=';

  private final Instance instance;
  private final Function<Request, String> host;
  private final Bounds bounds;

  /** What a script asks the host for. */
  record Request(String function, String text) {}

  /** A script that has been compiled: where it is in the memory. */
  record Script(int at, int length) {}

  /**
   * How much it may have.
   *
   * @param pages what its memory may grow to, of 64 KiB
   * @param textOctets what the host takes of it at once
   */
  record Bounds(int pages, int textOctets) {}

  /**
   * Starts one.
   *
   * @param log what it prints by itself
   * @param host answers what scripts ask for; an {@link IllegalArgumentException} is thrown to
   *     them, anything else ends the run with a {@link HostFailure}
   */
  QuickJs(Bounds bounds, CallLog log, Function<Request, String> host) {
    this.host = host;
    this.bounds = bounds;
    this.instance =
        Instance.builder(JavyPluginModule.load())
            .withMachineFactory(JavyPluginModule::create)
            .withMemoryFactory(ByteArrayMemory::new)
            .withMemoryLimits(new MemoryLimits(FIRST_PAGES, bounds.pages()))
            .withImportValues(
                ImportValues.builder()
                    .addFunction(SystemImports.of(log).toArray(HostFunction[]::new))
                    .addFunction(invoke())
                    .build())
            .build();
    instance.export("initialize_runtime").apply();
  }

  private static MemoryLimits limits() {
    WasmModule module = JavyPluginModule.load();
    return module.memorySection().orElseThrow().getMemory(0).limits();
  }

  private HostFunction invoke() {
    FunctionType type =
        FunctionType.of(
            List.of(ValType.I32, ValType.I32, ValType.I32, ValType.I32, ValType.I32, ValType.I32),
            List.of(ValType.I32));
    return new HostFunction(
        "endive",
        "invoke",
        type,
        (caller, arguments) -> {
          StackRoom.ensure();
          String function = text((int) arguments[2], (int) arguments[3]);
          String text = text((int) arguments[4], (int) arguments[5]);
          return new long[] {answer(new Request(function, text))};
        });
  }

  private String text(int at, int length) {
    if (length > bounds.textOctets()) {
      throw new TrapException(
          "a text of %d octets for the host, which takes %d"
              .formatted(length, bounds.textOctets()));
    }
    return new String(Memories.read(instance.memory(), at, length), StandardCharsets.UTF_8);
  }

  private int answer(Request request) {
    byte[] octets;
    try {
      octets = marked(ANSWERED, host.apply(request));
    } catch (IllegalArgumentException e) {
      octets = marked(REFUSED, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      throw new HostFailure(request.function(), e);
    }
    int at = put(octets);
    int pair = allocate(2 * Integer.BYTES);
    instance.memory().writeI32(pair, at);
    instance.memory().writeI32(pair + Integer.BYTES, octets.length);
    return pair;
  }

  /** With something before it, as the engine cannot take an empty text. */
  private static byte[] marked(byte mark, String answer) {
    byte[] octets = answer.getBytes(StandardCharsets.UTF_8);
    byte[] marked = new byte[octets.length + 1];
    marked[0] = mark;
    System.arraycopy(octets, 0, marked, 1, octets.length);
    return marked;
  }

  private int put(byte[] octets) {
    int at = allocate(octets.length);
    instance.memory().write(at, octets);
    return at;
  }

  private int allocate(int length) {
    return (int) instance.export("cabi_realloc").apply(0, 0, 1, length)[0];
  }

  /** Compiles a script of our own; authors' are evaluated by one. */
  Script compile(String script) {
    byte[] octets = script.getBytes(StandardCharsets.UTF_8);
    int pair = (int) instance.export("compileSrc").apply(put(octets), octets.length)[0];
    Memory memory = instance.memory();
    return new Script(memory.readInt(pair), memory.readInt(pair + Integer.BYTES));
  }

  /**
   * Compiles the author's module, which is evaluated when it is first imported, by the name of
   * {@link #MODULE}: the engine finds the one that it compiled first.
   *
   * @throws TrapException if it is not valid; what is wrong stands in the log
   */
  void declare(String source) {
    Script _ = compile(source);
  }

  /** A script of our own, compiled for other engines to {@link #load}. */
  byte[] compiled(String script) {
    Script in = compile("\n".repeat(OWN_LINES) + script);
    return instance.memory().readBytes(in.at(), in.length());
  }

  /** Takes a script that another engine has compiled. */
  Script load(byte[] compiled) {
    return new Script(put(compiled), compiled.length);
  }

  /** Runs a script, and what its promises lead to. */
  void run(Script script) {
    instance.export("eval").apply(script.at(), script.length(), 0, 0);
  }

  /** The pages that its memory has grown to. */
  int pages() {
    return instance.memory().pages();
  }
}
