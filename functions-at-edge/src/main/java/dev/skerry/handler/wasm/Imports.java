package dev.skerry.handler.wasm;

import dev.skerry.handler.HandlerProblem;
import java.util.Map;
import java.util.TreeSet;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.FunctionImport;

/** The functions that modules may import, and with which types. */
final class Imports {
  private Imports() {}

  /** Refuses a module that imports what there is not. */
  static void check(WasmModule module) throws HandlerProblem {
    for (var it = module.importSection().stream().iterator(); it.hasNext(); ) {
      if (it.next() instanceof FunctionImport function) {
        Map<String, String> there =
            switch (function.module()) {
              case HostFunctions.MODULE -> HostFunctions.TYPES;
              case Wasi.MODULE -> WasiTypes.ALL;
              default -> Map.of();
            };
        String type = there.get(function.name());
        String name = function.module() + '.' + function.name();
        if (type == null) {
          throw new HandlerProblem(
              "imports %s, which there is not; there are %s"
                  .formatted(
                      name,
                      there.isEmpty()
                          ? "the modules skerry and wasi_snapshot_preview1"
                          : new TreeSet<>(there.keySet())),
              0,
              0);
        }
        String given = Signatures.of(module.typeSection().getType(function.typeIndex()));
        if (!given.equals(type)) {
          throw new HandlerProblem("imports " + name + given + ", which is " + type, 0, 0);
        }
      }
    }
  }
}
