package dev.skerry.handler.wasm;

import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.host.HandlerLog;
import dev.skerry.handler.host.Program;
import java.util.function.Supplier;

/** Compiles handlers in WebAssembly. */
public final class WasmPrograms implements Program.Loader {
  @Override
  public Program load(HandlerSpec spec) throws HandlerProblem {
    WasmCode code = WasmCode.compile(spec);
    Imports.check(code.module());
    return new WasmProgram(spec, code, conventions(spec, code));
  }

  private static Supplier<Convention> conventions(HandlerSpec spec, WasmCode code)
      throws HandlerProblem {
    if (TextConvention.isSpokenBy(code)) {
      return () -> new TextConvention(spec, code);
    }
    if (CommandConvention.isSpokenBy(code)) {
      return () -> new CommandConvention(spec, code);
    }
    throw new HandlerProblem(
        "does not export all of memory, skerry_alloc%s and a function of a hook, as viewer_request%s; and is no command, which exports memory and _start()->"
            .formatted(TextConvention.ALLOC_TYPE, TextConvention.HOOK_TYPE),
        0,
        0);
  }

  private record WasmProgram(HandlerSpec spec, WasmCode code, Supplier<Convention> conventions)
      implements Program {
    @Override
    public Instance open(HandlerLog log) {
      return new WasmInstance(spec, code, conventions.get(), log);
    }

    @Override
    public long heapBytes(long memory) {
      return HeapBytes.of(memory);
    }
  }
}
