package dev.skerry.handler.wasm;

import dev.skerry.handler.HandlerSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.HostFunction;
import run.endive.runtime.ImportValues;
import run.endive.runtime.Instance;
import run.endive.wasm.types.MemoryLimits;

/** Makes instances and guests of a module: their memory within its limits, and their imports. */
final class Linker {
  private final WasmCode code;
  private final HandlerSpec spec;
  private final boolean importsWasi;

  Linker(WasmCode code, HandlerSpec spec) {
    this.code = code;
    this.spec = spec;
    this.importsWasi =
        code.module().importSection().stream().anyMatch(each -> each.module().equals(Wasi.MODULE));
  }

  /**
   * A guest, made for a call.
   *
   * @param host what all its calls have, one after the other
   * @param first the exported function that runs before all others; null if there is none
   */
  Guest guest(HostCall host, Wasi wasi, @Nullable String first) {
    return new Guest(code, memory(), functions(host, wasi), first);
  }

  /** An instance for one call, whose start function has run. */
  Instance instance(HostCall host, Wasi wasi) {
    Instance.Builder builder =
        Instance.builder(code.module())
            .withMachineFactory(code.machines())
            .withMemoryFactory(limits -> new LinearMemory(limits, made -> {}))
            .withTableFactory(Tables::create)
            .withImportValues(
                ImportValues.builder()
                    .addFunction(functions(host, wasi).toArray(HostFunction[]::new))
                    .build())
            .withStart(false);
    MemoryLimits memory = memory();
    if (memory != null) {
      builder.withMemoryLimits(memory);
    }
    return builder.build();
  }

  private List<HostFunction> functions(HostCall host, Wasi wasi) {
    CallRandom random = new CallRandom();
    List<HostFunction> functions =
        new ArrayList<>(new HostFunctions(host, random, spec.bindings()).all());
    if (importsWasi) {
      functions.addAll(wasi.functions(random));
    }
    return functions;
  }

  private @Nullable MemoryLimits memory() {
    return code.module()
        .memorySection()
        .filter(section -> section.memoryCount() > 0)
        .map(section -> bounded(section.getMemory(0).limits()))
        .orElse(null);
  }

  private MemoryLimits bounded(MemoryLimits written) {
    int most = Math.min(written.maximumPages(), ModuleBounds.pages(spec.limits()));
    return new MemoryLimits(written.initialPages(), Math.max(most, written.initialPages()));
  }
}
