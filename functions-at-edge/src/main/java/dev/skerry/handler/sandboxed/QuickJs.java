package dev.skerry.handler.sandboxed;

import dev.skerry.handler.wasm.CallLog;
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
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.FunctionType;
import run.endive.wasm.types.MemoryLimits;
import run.endive.wasm.types.ValType;

/**
 * A QuickJS of one handler. Scripts that run in it reach the host by one function, {@code
 * java_invoke(module, function, text)}, which gives a text.
 */
final class QuickJs {
  private final Instance instance;
  private final Function<Request, String> host;

  /** What a script asks the host for. */
  record Request(String function, String text) {}

  /** A script that has been compiled: where it is in the memory. */
  record Script(int at, int length) {}

  /**
   * Starts one.
   *
   * @param pages what its memory may grow to, of 64 KiB
   * @param log what it prints by itself
   * @param host answers what scripts ask for
   */
  QuickJs(int pages, CallLog log, Function<Request, String> host) {
    this.host = host;
    WasmModule module = JavyPluginModule.load();
    int initial = module.memorySection().orElseThrow().getMemory(0).limits().initialPages();
    this.instance =
        Instance.builder(module)
            .withMachineFactory(JavyPluginModule::create)
            .withMemoryFactory(ByteArrayMemory::new)
            .withMemoryLimits(new MemoryLimits(initial, Math.max(initial, pages)))
            .withImportValues(
                ImportValues.builder()
                    .addFunction(SystemImports.of(log).toArray(HostFunction[]::new))
                    .addFunction(invoke())
                    .build())
            .build();
    instance.export("initialize_runtime").apply();
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
        (caller, arguments) ->
            new long[] {
              answer(text(arguments[2], arguments[3]), text(arguments[4], arguments[5]))
            });
  }

  private String text(long at, long length) {
    return new String(instance.memory().readBytes((int) at, (int) length), StandardCharsets.UTF_8);
  }

  private int answer(String function, String text) {
    // With something before it, as the engine cannot take an empty text.
    String answer = '=' + host.apply(new Request(function, text));
    byte[] octets = answer.getBytes(StandardCharsets.UTF_8);
    int at = put(octets);
    int pair = allocate(2 * Integer.BYTES);
    instance.memory().writeI32(pair, at);
    instance.memory().writeI32(pair + Integer.BYTES, octets.length);
    return pair;
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

  /** Runs a script, and what its promises lead to. */
  void run(Script script) {
    instance.export("eval").apply(script.at(), script.length(), 0, 0);
  }

  /** The pages that its memory has grown to. */
  int pages() {
    return instance.memory().pages();
  }
}
