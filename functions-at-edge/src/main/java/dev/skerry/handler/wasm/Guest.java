package dev.skerry.handler.wasm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.ExportFunction;
import run.endive.runtime.HostFunction;
import run.endive.runtime.ImportValues;
import run.endive.runtime.Instance;
import run.endive.runtime.Memory;
import run.endive.wasm.types.MemoryLimits;

/**
 * An instance that is as new at each call: it is brought back to what it was when its start
 * function and its first function had run. Where these asked the host for anything, what they made
 * of it belongs to one call: then it is brought back to what it was before, and they run again.
 *
 * <p>Used by one thread at a time. After a trap, or a call that was stopped, it is of no use.
 */
final class Guest {
  private final WasmCode code;
  private final Instance instance;
  private final @Nullable String first;
  private final List<MarkedTable> tables = new ArrayList<>();
  private final Map<String, ExportFunction> functions = new HashMap<>();

  /** Null only while the instance is made, or if it has no memory. */
  private @Nullable Checkpoint checkpoint;

  private boolean hasAsked;
  private final boolean beginsBlank;

  /** Whether what comes first has to run. */
  private boolean isBlank;

  /**
   * Makes one in which the start function has run, and what comes first.
   *
   * @param memory its limits
   * @param imports what it may ask the host for
   * @param first the exported function that runs before all others; null if there is none
   */
  Guest(
      WasmCode code,
      @Nullable MemoryLimits memory,
      Collection<HostFunction> imports,
      @Nullable String first) {
    this.code = code;
    this.first = first;
    Instance.Builder builder =
        Instance.builder(code.module())
            .withMachineFactory(code.machines())
            .withMemoryFactory(limits -> new LinearMemory(limits, this::filled))
            .withTableFactory(
                (table, initial) -> {
                  MarkedTable made = Tables.create(table, initial);
                  tables.add(made);
                  return made;
                })
            .withImportValues(
                ImportValues.builder()
                    .addFunction(imports.stream().map(this::noted).toArray(HostFunction[]::new))
                    .build())
            .withStart(false);
    if (memory != null) {
      builder.withMemoryLimits(memory);
    }
    this.instance = builder.build();
    runFirst();
    this.beginsBlank = hasAsked;
    if (checkpoint != null && !hasAsked) {
      checkpoint = new Checkpoint(instance, linear(instance), tables, checkpoint);
    }
  }

  private static LinearMemory linear(Instance instance) {
    return (LinearMemory) instance.memory();
  }

  /** The moment before anything of the module runs. */
  private void filled(Instance made) {
    checkpoint = new Checkpoint(made, linear(made), tables, null);
  }

  private HostFunction noted(HostFunction function) {
    return new HostFunction(
        function.module(),
        function.name(),
        function.functionType(),
        (caller, arguments) -> {
          hasAsked = true;
          return function.handle().apply(caller, arguments);
        });
  }

  private void runFirst() {
    if (first != null) {
      function(first).apply();
    }
  }

  /** A call begins: nothing has run but what comes first. */
  void begin() {
    if (isBlank) {
      isBlank = false;
      code.module()
          .startSection()
          .ifPresent(start -> instance.getMachine().call((int) start.startIndex(), new long[0]));
      runFirst();
    }
  }

  /**
   * A call has ended as it should: it is brought back.
   *
   * @return whether it is of use for another call
   */
  boolean end() {
    Checkpoint was = checkpoint;
    if (was == null || !was.bringBack()) {
      return false;
    }
    isBlank = beginsBlank;
    return true;
  }

  /** The octets that it takes at most between two calls. */
  long octets() {
    return checkpoint == null ? 0 : checkpoint.memoryOctets();
  }

  /** A function that it exports; it must be there. */
  ExportFunction function(String name) {
    return functions.computeIfAbsent(name, instance::export);
  }

  Memory memory() {
    return instance.memory();
  }
}
