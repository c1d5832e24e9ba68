package dev.skerry.handler.wasm;

import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.host.CallLog;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.HostFunction;
import run.endive.wasm.types.MemoryLimits;

/** Makes guests of a module: their memory within its limits, and their imports. */
final class Linker {
  private final WasmCode code;
  private final HandlerLimits limits;
  private final boolean importsWasi;

  Linker(WasmCode code, HandlerLimits limits) {
    this.code = code;
    this.limits = limits;
    this.importsWasi =
        code.module().importSection().stream().anyMatch(each -> each.module().equals(Wasi.MODULE));
  }

  /**
   * A guest, made for a call.
   *
   * @param log of all its calls, one after the other
   * @param first the exported function that runs before all others; null if there is none
   */
  Guest guest(CallLog log, Wasi wasi, @Nullable String first) {
    CallRandom random = new CallRandom();
    List<HostFunction> functions = new ArrayList<>(new HostFunctions(log, random).all());
    if (importsWasi) {
      functions.addAll(wasi.functions(random));
    }
    MemoryLimits memory =
        code.module()
            .memorySection()
            .filter(section -> section.memoryCount() > 0)
            .map(section -> bounded(section.getMemory(0).limits()))
            .orElse(null);
    return new Guest(code, memory, functions, first);
  }

  private MemoryLimits bounded(MemoryLimits written) {
    int most = Math.min(written.maximumPages(), ModuleBounds.pages(limits));
    return new MemoryLimits(written.initialPages(), Math.max(most, written.initialPages()));
  }
}
