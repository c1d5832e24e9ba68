package dev.skerry.handler.wasm;

import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.host.CallLog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import run.endive.runtime.ByteArrayMemory;
import run.endive.runtime.HostFunction;
import run.endive.runtime.ImportValues;
import run.endive.runtime.Instance;
import run.endive.wasm.types.MemoryLimits;

/** Makes instances of a module: memory and tables within limits, imports of one call. */
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

  /** A fresh instance, whose start function has run. */
  Instance instance(CallLog log, Wasi wasi) {
    CallRandom random = new CallRandom();
    List<HostFunction> functions = new ArrayList<>(new HostFunctions(log, random).all());
    if (importsWasi) {
      functions.addAll(wasi.functions(random));
    }
    return instance(functions);
  }

  private Instance instance(Collection<HostFunction> functions) {
    Instance.Builder builder =
        Instance.builder(code.module())
            .withMachineFactory(code.machines())
            .withMemoryFactory(ByteArrayMemory::new)
            .withTableFactory(Tables::create)
            .withImportValues(
                ImportValues.builder().addFunction(functions.toArray(HostFunction[]::new)).build())
            .withStart(false);
    code.module()
        .memorySection()
        .filter(section -> section.memoryCount() > 0)
        .ifPresent(section -> builder.withMemoryLimits(bounded(section.getMemory(0).limits())));
    return builder.build();
  }

  private MemoryLimits bounded(MemoryLimits written) {
    int most = Math.min(written.maximumPages(), ModuleBounds.pages(limits));
    return new MemoryLimits(written.initialPages(), Math.max(most, written.initialPages()));
  }
}
