package dev.skerry.handler.wasm;

import dev.skerry.handler.host.CallLog;
import java.util.List;
import run.endive.runtime.HostFunction;

/** What an engine that is a module itself has of a system: clocks, random octets, and a log. */
public final class SystemImports {
  private SystemImports() {}

  /** Imports for one instance. */
  public static List<HostFunction> of(CallLog log) {
    return Wasi.ofLibrary(new ModuleLog(log), WasiEnvironment.NONE).functions(new CallRandom());
  }
}
